/** The secrets of a cluster: the bundle, and where configs and seeds refer to secrets. */
package dev.blackstart.machineconfig.secrets;
