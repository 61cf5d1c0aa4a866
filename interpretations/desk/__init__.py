"""The officers' pages of the room: forms of the publishable kinds, questions and messages, 舆情, the quarterly notice."""
