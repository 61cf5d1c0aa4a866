"""What is left at the address of a thing that was taken back."""

from django.shortcuts import get_object_or_404, render

from disclosure.register.models import RegisterEntry


def tombstone(request, model, pk):
    """Date and public reason with 410; 404 for what never was public."""
    entry = get_object_or_404(RegisterEntry.objects.withdrawn(), kind=model.kind, thing_id=str(pk))
    return render(request, "documents/withdrawn.html", {"entry": entry}, status=410)
