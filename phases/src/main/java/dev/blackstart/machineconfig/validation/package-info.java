/** What {@code talosctl validate --mode metal --strict} would say of a machine config. */
package dev.blackstart.machineconfig.validation;
