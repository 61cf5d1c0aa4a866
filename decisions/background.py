"""Background work of decisions."""

from decisions.grouping import regroup
from yushan_portal.lib.background import JobHandler

JOB_HANDLERS = (JobHandler("decisions.group", regroup),)
