/** What is reckoned about namespaces alike on either API server: quotas, and what still remains. */
package dev.blackstart.rehearsal.namespace;
