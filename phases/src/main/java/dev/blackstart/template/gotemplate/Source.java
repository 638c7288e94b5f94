package dev.blackstart.template.gotemplate;

import dev.blackstart.template.TemplateProblem;
import dev.blackstart.template.yaml.Mark;

/** A template's text under its name; knows the line of each position. */
record Source(String text, String file) {
  Mark mark(int position) {
    String before = text.substring(0, Math.min(position, text.length()));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new Mark(file, line, before.length() - before.lastIndexOf('\n'));
  }

  TemplateProblem problem(int position, String what) {
    return new TemplateProblem(mark(position), what);
  }
}
