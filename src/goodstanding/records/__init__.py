"""Tables, facts and the journal: what is remembered, and how it is kept from being bent."""
