"""The addresses."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path
from django.views.i18n import set_language

from lms import views

login = LoginView.as_view(template_name="login.html", extra_context={"is_demo": settings.DEBUG})
urlpatterns = [
    path("", views.home, name="home"),
    path("everybody/", views.everybody, name="everybody"),
    path("people/", views.participations, name="participations"),
    path("people/<str:stream>/", views.participation, name="participation"),
    path("people/<str:stream>/history/", views.history, name="history"),
    path("people/<str:stream>/do/<str:name>/", views.command, name="command"),
    path("login/", login, name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("admin/", admin.site.urls),
]
