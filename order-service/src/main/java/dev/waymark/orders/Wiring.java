package dev.waymark.orders;

import com.mongodb.reactivestreams.client.MongoClient;
import dev.waymark.orders.mongo.Collections;
import dev.waymark.orders.mongo.Indexes;
import dev.waymark.orders.mongo.MongoOrderStore;
import dev.waymark.orders.mongo.MongoPersonKeys;
import dev.waymark.orders.mongo.MongoPlacements;
import dev.waymark.orders.mongo.MongoRenewedLinks;
import dev.waymark.orders.mongo.MongoRequests;
import dev.waymark.orders.mongo.MongoShipmentStore;
import dev.waymark.orders.people.Contacts;
import dev.waymark.orders.people.KeyedHash;
import dev.waymark.orders.people.LinkTokens;
import dev.waymark.orders.people.PeopleVault;
import dev.waymark.orders.people.PersonIndexer;
import dev.waymark.orders.people.SearchTerms;
import dev.waymark.orders.placing.OnceOnly;
import dev.waymark.orders.placing.OrderIntake;
import dev.waymark.orders.placing.OrderLog;
import dev.waymark.orders.placing.Placements;
import dev.waymark.orders.placing.Requests;
import dev.waymark.orders.placing.ShopWords;
import dev.waymark.orders.projection.OrderIndexer;
import dev.waymark.orders.projection.OrderProjection;
import dev.waymark.orders.projection.OrderStore;
import dev.waymark.orders.projection.ShipmentProjection;
import dev.waymark.orders.projection.ShipmentStore;
import dev.waymark.orders.projection.UpdatePublisher;
import dev.waymark.orders.query.OrderLinks;
import dev.waymark.orders.query.OrderQueries;
import dev.waymark.orders.query.OrderReads;
import dev.waymark.orders.query.RenewedLinks;
import dev.waymark.orders.query.SupportSearch;
import dev.waymark.orders.recognition.Recogniser;
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
    ShipmentProjection shipmentProjection(ShipmentStore store, UpdatePublisher publisher) {
        return new ShipmentProjection(store, publisher);
    }

    @Bean
    OrderProjection orderProjection(
            OrderStore store, OrderIndexer indexer, ShipmentProjection shipments, UpdatePublisher publisher) {
        return new OrderProjection(store, indexer, shipments, publisher);
    }

    @Bean
    OrderIntake orderIntake(Placements placements, PeopleVault vault, KeyedHash indexHash, OrderLog log, Clock clock) {
        return new OrderIntake(placements, vault, indexHash, log, clock);
    }

    @Bean
    OnceOnly onceOnly(Requests requests, KeyedHash indexHash) {
        return new OnceOnly(requests, indexHash);
    }

    @Bean
    Recogniser recogniser(OrderSettings settings) {
        return new Recogniser(
                settings.recognition().couriers(), settings.recognition().reportedBy());
    }

    @Bean
    ShopWords shopWords(Contacts contacts, Recogniser recogniser, OrderSettings settings) {
        return new ShopWords(contacts, recogniser, settings.language(), settings.timeZone());
    }

    @Bean
    OrderQueries orderQueries(
            OrderReads reads,
            PeopleVault vault,
            Contacts contacts,
            SearchTerms terms,
            LinkTokens links,
            KeyedHash indexHash,
            Clock clock) {
        return new OrderQueries(reads, vault, contacts, terms, links, indexHash, clock);
    }

    @Bean
    OrderLinks orderLinks(
            OrderReads reads,
            OrderQueries queries,
            RenewedLinks renewed,
            LinkTokens tokens,
            OrderSettings settings,
            Clock clock) {
        return new OrderLinks(reads, queries, renewed, tokens, settings.links().live(), clock);
    }

    @Bean
    MongoRenewedLinks renewedLinks(Collections collections, Clock clock) {
        return new MongoRenewedLinks(collections, clock);
    }

    @Bean
    SupportSearch supportSearch(
            OrderReads reads, PeopleVault vault, Contacts contacts, SearchTerms terms, Clock clock) {
        return new SupportSearch(reads, vault, contacts, terms, clock);
    }

    @Bean
    PeopleVault peopleVault(OrderSettings settings, KeyedHash indexHash, MongoPersonKeys keys, JsonMapper json) {
        return new PeopleVault(settings.masterKey(), indexHash, keys, json);
    }

    @Bean
    PersonIndexer personIndexer(PeopleVault vault, SearchTerms terms, LinkTokens links) {
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
    SearchTerms searchTerms(KeyedHash indexHash) {
        return new SearchTerms(indexHash);
    }

    @Bean
    Contacts contacts(OrderSettings settings) {
        return new Contacts(settings.region());
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
    MongoPersonKeys personKeys(Collections collections) {
        return new MongoPersonKeys(collections);
    }

    @Bean
    MongoPlacements placements(Collections collections) {
        return new MongoPlacements(collections);
    }

    @Bean
    MongoRequests requests(Collections collections, Clock clock) {
        return new MongoRequests(collections, clock);
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
            Requests requests,
            RenewedLinks links) {
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
