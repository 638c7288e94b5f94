/** Whether an object has become what it should be, by the rules of kstatus or by expressions. */
package dev.blackstart.rehearsal.flux.health;
