"""What every template may show."""

from django.conf import settings


def site(_request):
    return {
        "site_title": settings.SITE_TITLE,
        "site_tagline": settings.SITE_TAGLINE,
        "support_email": settings.SUPPORT_EMAIL,
    }
