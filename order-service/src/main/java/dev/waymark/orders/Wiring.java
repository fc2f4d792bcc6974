package dev.waymark.orders;

import com.mongodb.reactivestreams.client.MongoClient;
import dev.waymark.orders.mongo.Collections;
import dev.waymark.orders.mongo.Indexes;
import dev.waymark.orders.mongo.MongoIdempotencyStore;
import dev.waymark.orders.mongo.MongoOrderReservations;
import dev.waymark.orders.mongo.MongoOrderStore;
import dev.waymark.orders.mongo.MongoPersonKeyStore;
import dev.waymark.orders.mongo.MongoRenewedLinkStore;
import dev.waymark.orders.mongo.MongoShipmentStore;
import dev.waymark.orders.ordering.IdempotencyStore;
import dev.waymark.orders.ordering.IdempotentExecutor;
import dev.waymark.orders.ordering.OrderIntake;
import dev.waymark.orders.ordering.OrderLog;
import dev.waymark.orders.ordering.OrderRequestParser;
import dev.waymark.orders.ordering.OrderReservations;
import dev.waymark.orders.people.BlindIndex;
import dev.waymark.orders.people.ContactParser;
import dev.waymark.orders.people.KeyedHash;
import dev.waymark.orders.people.LinkTokens;
import dev.waymark.orders.people.PersonIndexer;
import dev.waymark.orders.people.PersonalDataVault;
import dev.waymark.orders.projection.OrderIndexer;
import dev.waymark.orders.projection.OrderProjection;
import dev.waymark.orders.projection.ShipmentProjection;
import dev.waymark.orders.projection.UpdatePublisher;
import dev.waymark.orders.query.OrderLinks;
import dev.waymark.orders.query.OrderPages;
import dev.waymark.orders.query.OrderQueries;
import dev.waymark.orders.query.OrderRepository;
import dev.waymark.orders.query.OrderViewLoader;
import dev.waymark.orders.query.RenewedLinkStore;
import dev.waymark.orders.query.SupportSearch;
import dev.waymark.orders.recognition.TrackingNumberDetector;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import tools.jackson.databind.json.JsonMapper;

/** Who talks to whom. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OrderSettings.class)
class Wiring {

    @Bean
    ShipmentProjection shipmentProjection(MongoShipmentStore store, UpdatePublisher publisher) {
        return new ShipmentProjection(store, publisher);
    }

    @Bean
    OrderProjection orderProjection(
            MongoOrderStore store, OrderIndexer indexer, ShipmentProjection shipments, UpdatePublisher publisher) {
        return new OrderProjection(store, indexer, shipments, publisher);
    }

    @Bean
    OrderIntake orderIntake(
            OrderReservations placements, PersonalDataVault vault, KeyedHash indexHash, OrderLog log, Clock clock) {
        return new OrderIntake(placements, vault, indexHash, log, clock);
    }

    @Bean
    IdempotentExecutor idempotentExecutor(IdempotencyStore requests, KeyedHash indexHash) {
        return new IdempotentExecutor(requests, indexHash);
    }

    @Bean
    TrackingNumberDetector detector(OrderSettings settings) {
        return new TrackingNumberDetector(
                settings.recognition().couriers(), settings.recognition().reportedBy());
    }

    @Bean
    OrderRequestParser orderRequestParser(
            ContactParser contacts, TrackingNumberDetector detector, OrderSettings settings) {
        return new OrderRequestParser(contacts, detector, settings.language(), settings.timeZone());
    }

    @Bean
    OrderViewLoader orderViewLoader(OrderRepository repository, PersonalDataVault vault, Clock clock) {
        return new OrderViewLoader(repository, vault, clock);
    }

    @Bean
    OrderQueries orderQueries(
            OrderRepository repository,
            OrderViewLoader views,
            PersonalDataVault vault,
            ContactParser contacts,
            BlindIndex index,
            LinkTokens links) {
        return new OrderQueries(repository, views, vault, contacts, index, links);
    }

    @Bean
    OrderPages orderPages(OrderRepository repository, OrderViewLoader views, KeyedHash indexHash) {
        return new OrderPages(repository, views, indexHash);
    }

    @Bean
    OrderLinks orderLinks(
            OrderRepository repository,
            OrderQueries queries,
            OrderViewLoader views,
            RenewedLinkStore renewals,
            LinkTokens tokens,
            OrderSettings settings,
            Clock clock) {
        return new OrderLinks(
                repository, queries, views, renewals, tokens, settings.links().live(), clock);
    }

    @Bean
    MongoRenewedLinkStore renewedLinks(Collections collections, Clock clock) {
        return new MongoRenewedLinkStore(collections, clock);
    }

    @Bean
    SupportSearch supportSearch(
            OrderRepository repository, OrderViewLoader views, ContactParser contacts, BlindIndex index) {
        return new SupportSearch(repository, views, contacts, index);
    }

    @Bean
    PersonalDataVault personalDataVault(
            OrderSettings settings, KeyedHash indexHash, MongoPersonKeyStore keys, JsonMapper json) {
        return new PersonalDataVault(settings.masterKey(), indexHash, keys, json);
    }

    @Bean
    PersonIndexer personIndexer(PersonalDataVault vault, BlindIndex terms, LinkTokens links) {
        return new PersonIndexer(vault, terms, links);
    }

    @Bean
    KeyedHash indexHash(OrderSettings settings) {
        return new KeyedHash(settings.indexKey());
    }

    @Bean
    LinkTokens linkTokens(OrderSettings settings) {
        return new LinkTokens(new KeyedHash(settings.linkKey()));
    }

    @Bean
    BlindIndex blindIndex(KeyedHash indexHash) {
        return new BlindIndex(indexHash);
    }

    @Bean
    ContactParser contacts(OrderSettings settings) {
        return new ContactParser(settings.region());
    }

    @Bean
    Collections collections(MongoClient client, OrderSettings settings, JsonMapper json, Clock clock) {
        return new Collections(client.getDatabase(settings.database()), json, clock);
    }

    @Bean
    Indexes indexes(Collections collections) {
        return new Indexes(collections);
    }

    @Bean
    MongoShipmentStore shipmentStore(Collections collections, Clock clock) {
        return new MongoShipmentStore(collections, clock);
    }

    @Bean
    MongoOrderStore orderStore(Collections collections, MongoShipmentStore shipments, Clock clock) {
        return new MongoOrderStore(collections, shipments, clock);
    }

    @Bean
    MongoPersonKeyStore personKeyStore(Collections collections) {
        return new MongoPersonKeyStore(collections);
    }

    @Bean
    MongoOrderReservations placements(Collections collections) {
        return new MongoOrderReservations(collections);
    }

    @Bean
    MongoIdempotencyStore requests(Collections collections, Clock clock) {
        return new MongoIdempotencyStore(collections, clock);
    }

    /** Fails soon enough for a request or a batch to be tried again, and never writes twice behind our backs. */
    @Bean
    MongoClientSettingsBuilderCustomizer storeTimeouts() {
        return settings -> settings.retryWrites(false)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(5, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(3, TimeUnit.SECONDS).readTimeout(20, TimeUnit.SECONDS));
    }

    @Bean
    Sweeper sweeper(
            OrderSettings settings,
            Indexes indexes,
            ShipmentProjection shipments,
            OrderProjection orders,
            IdempotencyStore requests,
            RenewedLinkStore links) {
        // Kept as long again as they live: who comes too late is told so, and can ask once more.
        var linksKept = settings.links().live().multipliedBy(2);
        return new Sweeper(settings.sweeping(), indexes, shipments, orders, requests, links, linksKept);
    }

    /** Netty's threads of our own: another service in this JVM may end before we do. */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        var resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        return resources;
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
