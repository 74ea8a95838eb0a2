"""Fourth stage: pages become HTML, for the site and for documents."""
