"""Addresses that belong to the services: no page directly under a home page may take them."""

# The first path segment after the language, or of the whole path where the address carries no language.
SERVICE_PREFIXES = frozenset(
    {
        "_util",
        "account",
        "accounts",
        "acts",
        "api",
        "cms",
        "contact",
        "conversations",
        "corrections",
        "desk",
        "dev",
        "documents",
        "enquiries",
        "favicon.ico",
        "files",
        "hooks",
        "media",
        "organisations",
        "robots.txt",
        "search",
        "sitemap-<slug:section>-<int:number>.xml",
        "sitemap.xml",
        "standards",
        "static",
        "style-guide",
        "technology",
        "verification",
        "ws",
    }
)
# Segments that a list of news answers itself.
NEWS_SEGMENTS = frozenset({"feed"})
