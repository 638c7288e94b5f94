package dev.blackstart.cluster;

/**
 * A program a template calls while it is rendered.
 *
 * @param command the program and its arguments, parted by blanks
 * @param at the template
 */
public record Exec(String command, Runs runs, Place at) {}
