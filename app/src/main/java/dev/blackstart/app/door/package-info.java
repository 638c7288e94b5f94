/** The door of a running engine: orders and questions over loopback, from both sides. */
package dev.blackstart.app.door;
