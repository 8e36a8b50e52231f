"""What comes in about workshops, their agenda, who comes, and who hosts."""

from network.workshops.forms.agenda import AgendaItemForm
from network.workshops.forms.answer import AnswerForm
from network.workshops.forms.turn import DeclineForm, PastHostForm
from network.workshops.forms.workshop import CancelForm, WorkshopForm

__all__ = ["AgendaItemForm", "AnswerForm", "CancelForm", "DeclineForm", "PastHostForm", "WorkshopForm"]
