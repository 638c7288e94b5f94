/** The controllers that turn workloads into pods. */
package dev.blackstart.rehearsal.actor.workload;
