/** etcd as the control planes of a world share it: members, learners, leader and quorum. */
package dev.blackstart.rehearsal.node.etcd;
