"""Background work with progress, cancel and result. Stands on floor 1: it knows no content; handlers plug in.

An app offers `JOB_HANDLERS = (JobHandler(kind, run), ...)` in its background.py and calls `actions.start(kind, ...)`.

All or nothing is the handler's duty. The pattern, which survives a kill at any moment:

    def run(context):
        for number, chunk in enumerate(chunks):          # 1. into staging rows, a short transaction a chunk;
            with transaction.atomic():                    #    keyed by (job, row), so that a second attempt
                write_staging(chunk)                      #    writes the same rows again or finds them there
            context.progress(number, total, "已读取")     #    tells progress, keeps the job alive, ends on cancel
        with context.switching():                         # 2. one transaction: the job's row is locked and checked
            switch_staging_to_live()                      #    to be still ours, everything becomes live together,
            context.result = {"rows": total}              #    and the job is done in the same commit.

Progress told inside a transaction is seen by nobody before the commit: tell it between transactions.
"""
