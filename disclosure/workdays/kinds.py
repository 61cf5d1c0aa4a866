"""What makes a day differ from the plain week."""

from django.db import models


class DayKind(models.TextChoices):
    """法定节假日 and 放假调休 are rest days alike; 调休上班 is a Saturday or Sunday on which offices work."""

    STATUTORY = "statutory", "法定节假日"
    HOLIDAY = "holiday", "放假调休"
    WORKING = "working", "调休上班"
