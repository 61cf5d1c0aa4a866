"""解读、一号答、互动交流、回应关切、和我有关、订阅."""

from django.urls import path

from interpretations.views import interpretations, messages, questions, subscriptions

app_name = "interpretations"
urlpatterns = [
    path("interpretations/", interpretations.index, name="index"),
    path("interpretations/waiting/", interpretations.waiting, name="waiting"),
    path("interpretations/<int:pk>/", interpretations.detail, name="detail"),
    path("interpretations/<int:pk>/forms/<int:piece_pk>/", interpretations.piece, name="piece"),
    path("questions/", questions.index, name="questions"),
    path("questions/ask/", questions.ask, name="ask"),
    path("questions/track/", questions.track, name="track"),
    path("questions/officers/", questions.officers, name="officers"),
    path("questions/unclear/", questions.unclear, name="unclear"),
    path("questions/<int:pk>/", questions.answer, name="answer"),
    path("messages/", messages.index, name="messages"),
    path("messages/figures/", messages.figures, name="figures"),
    path("messages/channels/", messages.channels, name="channels"),
    path("messages/fault/", questions.box, {"code": "fault"}, name="fault"),
    path("messages/<int:pk>/", messages.message, name="message"),
    path("messages/<slug:code>/", questions.box, name="box"),
    path("concerns/", messages.concerns, name="concerns"),
    path("concerns/<int:pk>/", messages.response, name="response"),
    path("concerns/<slug:code>/", messages.field, name="field"),
    path("for-me/", subscriptions.for_me, name="for_me"),
    path("subscriptions/", subscriptions.subscribe, name="subscribe"),
    path("subscriptions/<str:key>/", subscriptions.wish, name="wish"),
    path("subscriptions/<str:key>/end/", subscriptions.end, name="end"),
    path("subscriptions/<str:key>/feed.rss", subscriptions.feed, name="feed"),
]
