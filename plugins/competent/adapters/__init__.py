"""Last stage: the generators that build a site; nothing else imports them."""
