/** Runs seen from outside: started as processes of their own, followed, commanded, estimated. */
package dev.blackstart.app.engine;
