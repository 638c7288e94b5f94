/** How clients find out what is served: groups, versions, resources and their OpenAPI documents. */
package dev.blackstart.rehearsal.api.discovery;
