/** The machines over Talos's gRPC API: who answers, what they are doing, what is asked of them. */
package dev.blackstart.talos;
