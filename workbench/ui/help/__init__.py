"""Help: the manual, the shortcuts, About, and the details that a report needs."""
