/** The command line: verbs and options, no logic. */
package dev.blackstart.app.cli;
