/** Jinja templates as minijinja renders them, with undefined variables as errors. */
package dev.blackstart.template.jinja;
