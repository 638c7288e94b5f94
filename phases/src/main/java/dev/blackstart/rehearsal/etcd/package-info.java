/** etcd's database as the file it is: what a snapshot holds, written and read. */
package dev.blackstart.rehearsal.etcd;
