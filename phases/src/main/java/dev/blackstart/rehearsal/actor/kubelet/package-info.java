/** Kubelets of machines that do not exist: they register nodes and live the lives of pods. */
package dev.blackstart.rehearsal.actor.kubelet;
