/** What a run was: a fold over its journal, written for people and for programs. */
package dev.blackstart.app.report;
