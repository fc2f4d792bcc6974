package dev.waymark.orders.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seals people under keys of their own, which are kept wrapped under the master key. Destroying a person's key erases the
 * person wherever the ciphertext has gone.
 */
public final class PeopleVault {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MARK_BYTES = 8;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey master;
    private final KeyedHash hash;
    private final PersonKeys keys;
    private final JsonMapper json;

    public PeopleVault(byte[] masterKey, KeyedHash hash, PersonKeys keys, JsonMapper json) {
        this.master = new SecretKeySpec(masterKey, "AES");
        this.hash = hash;
        this.keys = keys;
        this.json = json;
    }

    /** {@code person} as it may go into the log. */
    public Mono<Sealed> seal(Person person) {
        var personId = personId(person);
        var fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        return keys.keepFirst(personId, encrypt(master, fresh, personId))
                .map(wrapped -> seal(unwrap(personId, wrapped), json.writeValueAsBytes(person), personId));
    }

    private Sealed seal(SecretKey key, byte[] clear, String personId) {
        var sealed = encrypt(key, clear, personId);
        var marked = ByteBuffer.allocate(MARK_BYTES + sealed.length)
                .put(mark(key))
                .put(sealed)
                .array();
        return new Sealed(personId, Base64.getEncoder().encodeToString(marked));
    }

    /** Tells a person's keys apart: who was erased and comes back has another one, which opens nothing from before. */
    private byte[] mark(SecretKey key) {
        var whole = hash.bytes("key", Base64.getEncoder().encodeToString(key.getEncoded()));
        return Arrays.copyOf(whole, MARK_BYTES);
    }

    /** Who is sealed there; empty when the person was erased. */
    public Mono<Optional<Person>> open(Sealed sealed) {
        return openers(List.of(sealed.personId())).map(openers -> openers.open(sealed));
    }

    /** For many at once: one question to the store. */
    public Mono<Openers> openers(Collection<String> personIds) {
        return keys.find(personIds)
                .map(found -> new Openers(found.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> unwrap(e.getKey(), e.getValue())))));
    }

    public Mono<Void> erase(String personId) {
        return keys.destroy(personId);
    }

    /** By e-mail, else phone, else the shop's customer id: so the orders of one person share one key. */
    private String personId(Person person) {
        if (person.email() != null) {
            return hash.of("person", "email", person.email());
        }
        if (person.phone() != null) {
            return hash.of("person", "phone", person.phone());
        }
        if (person.customerId() != null) {
            return hash.of("person", "customer", person.customerId());
        }
        throw new IllegalArgumentException("person: nothing to know them by (expected: e-mail, phone or customer id)");
    }

    private SecretKey unwrap(String personId, byte[] wrapped) {
        return new SecretKeySpec(decrypt(master, wrapped, personId), "AES");
    }

    /** Nonce and ciphertext. The person's id is authenticated with it: one person's seal never opens as another's. */
    private byte[] encrypt(SecretKey key, byte[] clear, String personId) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(personId.getBytes(UTF_8));
            var sealed = cipher.doFinal(clear);
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    private static byte[] decrypt(SecretKey key, byte[] sealed, String personId) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
            cipher.updateAAD(personId.getBytes(UTF_8));
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Unreadable(personId, e);
        }
    }

    /** A person as ciphertext, base64, and whose key opens it. */
    public record Sealed(String personId, String ciphertext) {}

    /** The keys of some people, for the time of one request. */
    public final class Openers {

        private final Map<String, SecretKey> opened;

        private Openers(Map<String, SecretKey> opened) {
            this.opened = opened;
        }

        /** Who is sealed there; empty when the person was erased. */
        public Optional<Person> open(Sealed sealed) {
            var key = opened.get(sealed.personId());
            if (key == null) {
                return Optional.empty();
            }
            try {
                var marked = Base64.getDecoder().decode(sealed.ciphertext());
                if (!Arrays.equals(mark(key), Arrays.copyOf(marked, MARK_BYTES))) {
                    return Optional.empty();
                }
                var clear = decrypt(key, Arrays.copyOfRange(marked, MARK_BYTES, marked.length), sealed.personId());
                return Optional.of(json.readValue(clear, Person.class));
            } catch (JacksonException | IllegalArgumentException e) {
                throw new Unreadable(sealed.personId(), e);
            }
        }
    }
}
