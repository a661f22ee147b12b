"""One module a kind of page: the catalog becomes frozen views, and the plan lists all of them."""
