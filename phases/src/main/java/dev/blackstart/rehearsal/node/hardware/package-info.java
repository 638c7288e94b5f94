/**
 * What a simulated machine is made of: derived from its name, so that it is the same every time.
 */
package dev.blackstart.rehearsal.node.hardware;
