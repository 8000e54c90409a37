"""What the screen is made of; each widget knows the models, and nothing above them."""
