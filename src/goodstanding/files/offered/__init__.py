"""Lists of upcoming classes as companies keep them, understood as the workbook's Offerings."""
