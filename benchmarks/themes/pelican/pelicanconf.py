"""The peer's settings: career paths as categories, all other terms as tags, feeds and paginated lists."""

AUTHOR = "The cohort"
SITENAME = "Career paths"
SITEURL = ""
PATH = "content"
ARTICLE_PATHS = ["interviews"]
PAGE_PATHS = ["fields"]
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
# Pelican's own plain theme: no theme that does less comes with it.
THEME = "simple"
DEFAULT_PAGINATION = 50
# Its menu would name every category and page on every page.
DISPLAY_PAGES_ON_MENU = False
DISPLAY_CATEGORIES_ON_MENU = False
ARTICLE_URL = "interviews/{slug}/"
ARTICLE_SAVE_AS = "interviews/{slug}/index.html"
PAGE_URL = "fields/{slug}/"
PAGE_SAVE_AS = "fields/{slug}/index.html"
FEED_MAX_ITEMS = 20
FEED_ALL_RSS = "feed.xml"
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
CATEGORY_FEED_RSS = "category/{slug}/feed.xml"
TAG_FEED_RSS = "tag/{slug}/feed.xml"
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
# A build starts from nothing, as every other tool's does here.
LOAD_CONTENT_CACHE = False
CACHE_CONTENT = False
