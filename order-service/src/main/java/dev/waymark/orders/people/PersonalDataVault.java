package dev.waymark.orders.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.orders.domain.Order;
import dev.waymark.platform.crypto.Hmac;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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
 * Encrypts each person under a key of their own; the keys are stored wrapped by the master key. Deleting a person's key
 * erases the person from every copy of the ciphertext.
 */
public final class PersonalDataVault {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_ID_BYTES = 8;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey master;
    private final Hmac hmac;
    private final PersonKeyStore keys;
    private final JsonMapper json;

    public PersonalDataVault(VaultSettings settings, Hmac hmac, PersonKeyStore keys, JsonMapper json) {
        this.master = new SecretKeySpec(settings.masterKey().bytes("waymark.orders.vault.master-key"), "AES");
        this.hmac = hmac;
        this.keys = keys;
        this.json = json;
    }

    /** The form of {@code person}, who placed {@code order}, that may go into the log. */
    public Mono<EncryptedPerson> encrypt(Person person, OrderId order) {
        var personId = personId(person, order);
        var fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        return keys.putIfAbsent(personId, aesEncrypt(master, fresh, personId))
                .map(wrapped -> encryptPerson(unwrap(personId, wrapped), json.writeValueAsBytes(person), personId));
    }

    private EncryptedPerson encryptPerson(SecretKey key, byte[] clear, String personId) {
        var ciphertext = aesEncrypt(key, clear, personId);
        var prefixed = ByteBuffer.allocate(KEY_ID_BYTES + ciphertext.length)
                .put(keyId(key))
                .put(ciphertext)
                .array();
        return new EncryptedPerson(personId, Base64.getEncoder().encodeToString(prefixed));
    }

    /** Tells the keys of one person apart: after an erasure the person gets a new key, which decrypts nothing older. */
    private byte[] keyId(SecretKey key) {
        var whole = hmac.hash("key", Base64.getEncoder().encodeToString(key.getEncoded()));
        return Arrays.copyOf(whole, KEY_ID_BYTES);
    }

    /** Who ordered; empty when the person was erased. */
    public Mono<Optional<Person>> decrypt(Order order) {
        return decryptor(List.of(order)).map(decryptor -> decryptor.decrypt(order));
    }

    /** For many people with one query. */
    public Mono<Decryptor> decryptor(Collection<Order> orders) {
        return keys.load(orders.stream().map(order -> order.placed().personId()).collect(Collectors.toSet()))
                .map(found -> found.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> unwrap(e.getKey(), e.getValue()))))
                .map(unwrapped -> order -> Optional.ofNullable(
                                unwrapped.get(order.placed().personId()))
                        .flatMap(key -> decrypt(order.placed(), key)));
    }

    private Optional<Person> decrypt(OrderPlaced order, SecretKey key) {
        try {
            var prefixed = Base64.getDecoder().decode(order.sealedPerson());
            if (!Arrays.equals(keyId(key), Arrays.copyOf(prefixed, KEY_ID_BYTES))) {
                return Optional.empty();
            }
            var clear = aesDecrypt(key, Arrays.copyOfRange(prefixed, KEY_ID_BYTES, prefixed.length), order.personId());
            return Optional.of(json.readValue(clear, Person.class));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new DecryptionFailed(order.personId(), e);
        }
    }

    public Mono<Void> erase(String personId) {
        return keys.delete(personId);
    }

    /**
     * Derived from the first address, else the shop's customer id, so that all orders of a person share one key; of one
     * whose contacts nobody could read, from the order.
     */
    private String personId(Person person, OrderId order) {
        for (var channel : Channel.values()) {
            var address = person.address(channel);
            if (address != null) {
                return hmac.id("person", kind(channel), address);
            }
        }
        if (person.customerId() != null) {
            return hmac.id("person", "customer", person.customerId());
        }
        return hmac.id("person", "order", order.value());
    }

    /** Part of every stored person id. */
    private static String kind(Channel channel) {
        return channel == Channel.SMS ? "phone" : channel.name().toLowerCase(Locale.ROOT);
    }

    private SecretKey unwrap(String personId, byte[] wrapped) {
        return new SecretKeySpec(aesDecrypt(master, wrapped, personId), "AES");
    }

    /** Nonce and ciphertext. The person id is authenticated data: a ciphertext moved to another person does not decrypt. */
    private byte[] aesEncrypt(SecretKey key, byte[] clear, String personId) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(personId.getBytes(UTF_8));
            var ciphertext = cipher.doFinal(clear);
            return ByteBuffer.allocate(nonce.length + ciphertext.length)
                    .put(nonce)
                    .put(ciphertext)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    private static byte[] aesDecrypt(SecretKey key, byte[] encrypted, String personId) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, encrypted, 0, NONCE_BYTES));
            cipher.updateAAD(personId.getBytes(UTF_8));
            return cipher.doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new DecryptionFailed(personId, e);
        }
    }

    /** A person as base64 of the ciphertext. */
    public record EncryptedPerson(String personId, String ciphertext) {}

    /** Holds the unwrapped keys of some people; lives as long as one request. */
    public interface Decryptor {

        /** Who ordered; empty when the person was erased. */
        Optional<Person> decrypt(Order order);
    }
}
