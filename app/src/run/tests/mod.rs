mod lines;
mod processes;
mod pythons;
