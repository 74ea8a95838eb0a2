"""Pictures of pages: render them in several viewers, measure ink in them, compare them with kept ones."""
