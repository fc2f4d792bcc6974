/** What an integration test needs, as annotations: a service that runs, a broker, a store. */
@NullMarked
package dev.waymark.embedded.junit;

import org.jspecify.annotations.NullMarked;
