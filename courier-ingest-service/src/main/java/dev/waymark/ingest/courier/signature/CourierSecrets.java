package dev.waymark.ingest.courier.signature;

import java.util.List;

/**
 * What one courier and we share. Never printed.
 *
 * @param secrets signing secrets, the current one first, then the one before it while the courier changes over
 * @param paths secret ends of the address, in the same order
 */
public record CourierSecrets(List<String> secrets, List<String> paths) {

    public CourierSecrets {
        secrets = List.copyOf(secrets);
        paths = List.copyOf(paths);
    }

    @Override
    public String toString() {
        return "CourierSecrets[%d secrets, %d paths]".formatted(secrets.size(), paths.size());
    }
}
