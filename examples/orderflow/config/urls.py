"""Addresses of the site."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

urlpatterns = [
    path("", lambda request: render(request, "home.html")),
    path("healthz", lambda _request: HttpResponse("ok", content_type="text/plain")),
]
