//! The tables, as diesel knows them: the same names and types on both engines.

diesel::table! {
    causes (key) {
        key -> Binary,
        door -> Text,
        at -> BigInt,
        refused -> Bool,
        answer -> Text,
    }
}

diesel::table! {
    jobs (id) {
        id -> BigInt,
        kind -> Text,
        task -> Text,
        due_at -> BigInt,
        attempts -> Integer,
        dead -> Bool,
        reason -> Nullable<Text>,
        created_at -> BigInt,
    }
}

diesel::table! {
    actors (id) {
        id -> Binary,
        uri -> Text,
        kind -> Text,
        local -> Bool,
        username -> Text,
        host -> Text,
        handle -> Text,
        name -> Text,
        summary_html -> Text,
        url -> Nullable<Text>,
        inbox -> Text,
        shared_inbox -> Nullable<Text>,
        followers_uri -> Nullable<Text>,
        key_id -> Nullable<Text>,
        public_key_pem -> Nullable<Text>,
        ed25519_key -> Nullable<Text>,
        fields -> Text,
        language -> Nullable<Text>,
        speaks_rd -> Bool,
        moved_to -> Nullable<Text>,
        deleted_at -> Nullable<BigInt>,
        fetched_at -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    actor_keys (actor, kind, created_at) {
        actor -> Binary,
        kind -> Text,
        created_at -> BigInt,
        public_key -> Text,
        sealed_secret -> Binary,
        retired_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    settings (name) {
        name -> Text,
        value -> Text,
        changed_at -> BigInt,
    }
}

diesel::table! {
    follows (follower, followed) {
        follower -> Binary,
        followed -> Binary,
        uri -> Text,
        accepted -> Bool,
        at -> BigInt,
    }
}

diesel::table! {
    activities (id) {
        id -> Binary,
        actor -> Binary,
        kind -> Text,
        complaint -> Nullable<Binary>,
        sequence -> BigInt,
        public -> Bool,
        body -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    deliveries (id) {
        id -> BigInt,
        activity -> Binary,
        actor -> Binary,
        inbox -> Text,
        host -> Text,
        complaint -> Nullable<Binary>,
        due_at -> BigInt,
        first_at -> BigInt,
        attempts -> Integer,
        state -> Integer,
        status -> Nullable<Integer>,
        answer -> Nullable<Text>,
        body -> Nullable<Text>,
    }
}

diesel::table! {
    hosts (host) {
        host -> Text,
        failures -> Integer,
        probe_at -> BigInt,
        last_success_at -> Nullable<BigInt>,
        signature -> Nullable<Text>,
        blocked -> Bool,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    gone_inboxes (inbox) {
        inbox -> Text,
        at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(actors, actor_keys, follows, activities, deliveries, hosts, gone_inboxes);
