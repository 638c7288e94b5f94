/** The application: where worlds are built and the command line begins. */
package dev.blackstart.app;
