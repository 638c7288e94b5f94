/**
 * A real etcd and kube-apiserver as the rehearsal's control plane, tied to the life of the world.
 */
package dev.blackstart.rehearsal.real;
