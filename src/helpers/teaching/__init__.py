"""Teaching cases: questions made from the tables, checks that say what a wrong number is, a version for students.

A way (`ways`) is a pair of published values; `questions` are asked about it; `answers` judges what was answered;
`own` poses what any plan allows; `press` reads a sentence for the press; `classroom` takes solutions and teacher's
notes out of a case.
"""
