/** How a run goes: phases, conditions, events and the runner that drives them. */
package dev.blackstart.run;
