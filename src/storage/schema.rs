//! The tables, as diesel knows them: the same names and types on both engines.

diesel::table! {
    causes (key) {
        key -> Binary,
        door -> Text,
        at -> BigInt,
        refused -> Bool,
        answer -> Text,
        what -> Text,
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
        lane -> Text,
        chain -> Nullable<Binary>,
        worker -> Nullable<BigInt>,
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
        missed_at -> Nullable<BigInt>,
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
        succession -> Nullable<Text>,
    }
}

diesel::table! {
    remote_keys (actor, key_id) {
        actor -> Binary,
        key_id -> Text,
        public_key -> Text,
        proves -> Bool,
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
        inbox -> Nullable<Text>,
        speaks_rd -> Bool,
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
        audience -> Text,
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
        turn -> BigInt,
        worker -> Nullable<BigInt>,
    }
}

diesel::table! {
    hosts (host) {
        host -> Text,
        failures -> Integer,
        probe_at -> BigInt,
        signature -> Nullable<Text>,
        blocked -> Bool,
        reason -> Nullable<Text>,
        next_at -> BigInt,
        boosts_refused_at -> Nullable<BigInt>,
        known_since -> Nullable<BigInt>,
    }
}

diesel::table! {
    gone_inboxes (inbox) {
        inbox -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    accounts (id) {
        id -> Binary,
        actor -> Binary,
        name -> Text,
        password -> Text,
        role -> Text,
        language -> Nullable<Text>,
        created_at -> BigInt,
    }
}

diesel::table! {
    sessions (key) {
        key -> Binary,
        actor -> Nullable<Binary>,
        state -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        owner -> Nullable<Binary>,
    }
}

diesel::table! {
    login_links (id) {
        id -> Binary,
        handle -> Text,
        browser -> Binary,
        language -> Text,
        actor -> Nullable<Binary>,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
        known -> Bool,
    }
}

diesel::table! {
    reports (id) {
        id -> Binary,
        complaint -> Nullable<Binary>,
        subject -> Text,
        reporter -> Nullable<Binary>,
        reporter_handle -> Text,
        reason -> Text,
        note -> Text,
        made_at -> BigInt,
        decided_at -> Nullable<BigInt>,
        decision -> Nullable<Text>,
        activity -> Nullable<Text>,
        forwarded_at -> Nullable<BigInt>,
        case_id -> Nullable<Binary>,
    }
}

diesel::table! {
    moderation_log (id) {
        id -> Binary,
        at -> BigInt,
        moderator -> Text,
        deed -> Text,
        ground -> Nullable<Text>,
        complaint -> Nullable<Binary>,
        reason -> Text,
        subject -> Nullable<Text>,
        case_id -> Nullable<Binary>,
        before -> Nullable<Text>,
        undone_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    cases (id) {
        id -> Binary,
        kind -> Text,
        complaint -> Nullable<Binary>,
        report -> Nullable<Binary>,
        actor -> Nullable<Binary>,
        about -> Text,
        sequence -> Nullable<BigInt>,
        note -> Text,
        opened_at -> BigInt,
        heard_until -> Nullable<BigInt>,
        decided_at -> Nullable<BigInt>,
        decision -> Nullable<Text>,
    }
}

diesel::table! {
    restrictions (actor) {
        actor -> Binary,
        kind -> Text,
        reason -> Text,
        at -> BigInt,
        until -> Nullable<BigInt>,
        moderator -> Binary,
    }
}

diesel::table! {
    notices (id) {
        id -> Binary,
        recipient -> Binary,
        kind -> Text,
        complaint -> Nullable<Binary>,
        reason -> Text,
        until -> Nullable<BigInt>,
        at -> BigInt,
        seen_at -> Nullable<BigInt>,
        sender -> Nullable<Binary>,
        host -> Nullable<Text>,
        note -> Nullable<Text>,
        html -> Text,
        site -> Nullable<Text>,
    }
}

diesel::table! {
    notifications (account, at, id) {
        account -> Binary,
        at -> BigInt,
        id -> Binary,
        complaint -> Binary,
        sequence -> BigInt,
        message -> Text,
        heard_as -> Text,
        urgent -> Bool,
        read_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    hidden_posts (post, scope) {
        post -> Binary,
        scope -> Text,
        complaint -> Binary,
        reason -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    moderation_chain (number) {
        number -> BigInt,
        entry -> Binary,
        core -> Binary,
        hash -> Binary,
        moderator_salt -> Nullable<Text>,
        reason_salt -> Nullable<Text>,
        subject_salt -> Nullable<Text>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(moderation_log, moderation_chain);
diesel::allow_tables_to_appear_in_same_query!(restrictions, pseudonyms, accounts);
diesel::allow_tables_to_appear_in_same_query!(officials, representatives);
diesel::allow_tables_to_appear_in_same_query!(officials, brands);
diesel::allow_tables_to_appear_in_same_query!(officials, actors);
diesel::allow_tables_to_appear_in_same_query!(reports, posts, hidden_posts);

diesel::table! {
    search_entries (id) {
        id -> BigInt,
        kind -> Integer,
        subject -> Binary,
        words -> Text,
    }
}

diesel::table! {
    profiles (actor) {
        actor -> Binary,
        icon -> Nullable<Text>,
        indexable -> Bool,
        asked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    pictures (actor, size) {
        actor -> Binary,
        size -> Integer,
        bytes -> Binary,
    }
}

diesel::table! {
    lookups (id) {
        id -> Binary,
        text -> Text,
        place -> Nullable<Text>,
        at -> BigInt,
        done -> Bool,
    }
}
diesel::allow_tables_to_appear_in_same_query!(actors, actor_keys, follows, activities, deliveries, hosts, gone_inboxes);

diesel::table! {
    brands (id) {
        id -> Binary,
        domain -> Nullable<Text>,
        name -> Text,
        provisional -> Bool,
        merged_into -> Nullable<Binary>,
        created_at -> BigInt,
        was_read -> Bool,
    }
}

diesel::table! {
    brand_aliases (domain) {
        domain -> Text,
        brand -> Binary,
    }
}

diesel::table! {
    brand_names (name) {
        name -> Text,
        brand -> Binary,
    }
}

diesel::table! {
    boards (brand) {
        brand -> Binary,
        actor -> Binary,
        asked_at -> Nullable<BigInt>,
        asked_by -> Nullable<Binary>,
    }
}

diesel::table! {
    officials (brand, actor) {
        brand -> Binary,
        actor -> Binary,
        proof -> Text,
        evidence -> Text,
        verified_at -> Nullable<BigInt>,
        checked_at -> BigInt,
        failing_since -> Nullable<BigInt>,
        proven_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    representatives (id) {
        id -> Binary,
        official -> Binary,
        account -> Binary,
        name -> Text,
        role -> Text,
        owner -> Bool,
        since -> BigInt,
        removed_at -> Nullable<BigInt>,
        executive -> Bool,
    }
}

diesel::table! {
    receipts (id) {
        id -> Binary,
        complaint -> Binary,
        brand -> Binary,
        facts -> Binary,
        file -> Nullable<Binary>,
        media -> Text,
        shown_at -> BigInt,
    }
}

diesel::table! {
    receipt_readings (receipt, reader, at) {
        receipt -> Binary,
        reader -> Binary,
        name -> Text,
        at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(receipts, receipt_readings);

diesel::table! {
    voice_invitations (id) {
        id -> Binary,
        official -> Binary,
        account -> Nullable<Binary>,
        standing -> Text,
        role -> Text,
        invited_by -> Binary,
        made_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    complaints (id) {
        id -> Binary,
        uri -> Text,
        home -> Text,
        at_home -> Bool,
        brand -> Binary,
        board_uri -> Text,
        complainant -> Nullable<Binary>,
        complainant_handle -> Text,
        filed_uri -> Nullable<Text>,
        title -> Text,
        state -> Text,
        visibility -> Text,
        listed -> Bool,
        waiting_on -> Text,
        waiting_since -> BigInt,
        filed_at -> BigInt,
        updated_at -> BigInt,
        first_human_at -> Nullable<BigInt>,
        resolved_at -> Nullable<BigInt>,
        outcome -> Nullable<Text>,
        rating -> Nullable<Integer>,
        supporters -> BigInt,
        facts -> Text,
        sequence -> BigInt,
        head -> Binary,
        snapshot -> Text,
        clock_at -> Nullable<BigInt>,
        hidden_at -> Nullable<BigInt>,
        hidden_reason -> Nullable<Text>,
        frozen_at -> Nullable<BigInt>,
        conflict_at -> Nullable<BigInt>,
        seal -> Nullable<Text>,
    }
}

diesel::table! {
    fates (complaint) {
        complaint -> Binary,
        word -> Text,
        told_at -> Nullable<BigInt>,
        step -> Nullable<Text>,
        proof -> Text,
        contested -> Nullable<Text>,
        first_rating -> Nullable<Integer>,
        bytes -> BigInt,
        broken -> Bool,
    }
}

diesel::allow_tables_to_appear_in_same_query!(fates, complaints);
diesel::allow_tables_to_appear_in_same_query!(fates, brands);
diesel::allow_tables_to_appear_in_same_query!(fates, pseudonyms);
diesel::allow_tables_to_appear_in_same_query!(fates, accounts);
diesel::allow_tables_to_appear_in_same_query!(fates, actors);
diesel::allow_tables_to_appear_in_same_query!(accounts, actors);
diesel::allow_tables_to_appear_in_same_query!(complaints, actors);
diesel::allow_tables_to_appear_in_same_query!(pseudonyms, actors);
diesel::allow_tables_to_appear_in_same_query!(complaints, accounts);
diesel::allow_tables_to_appear_in_same_query!(complaints, pseudonyms);
diesel::allow_tables_to_appear_in_same_query!(complaints, posts);
diesel::allow_tables_to_appear_in_same_query!(complaints, notifications);
diesel::allow_tables_to_appear_in_same_query!(parties, accounts, blocks);

diesel::table! {
    replicas (complaint) {
        complaint -> Binary,
        wire_id -> Nullable<Binary>,
        root_uri -> Nullable<Text>,
        said_by -> Nullable<Text>,
        heard_at -> BigInt,
    }
}

diesel::table! {
    complaint_events (complaint, sequence) {
        complaint -> Binary,
        sequence -> BigInt,
        kind -> Text,
        party -> Text,
        at -> BigInt,
        core -> Binary,
        hash -> Binary,
        attested_by -> Nullable<Text>,
        statement -> Nullable<Text>,
        signed -> Bool,
    }
}

diesel::table! {
    disclosures (complaint, sequence, name) {
        complaint -> Binary,
        sequence -> BigInt,
        name -> Text,
        value -> Nullable<Text>,
        salt -> Nullable<Text>,
    }
}

diesel::table! {
    parties (complaint, actor) {
        complaint -> Binary,
        party -> Text,
        actor -> Binary,
    }
}

diesel::table! {
    conflicts (complaint, sequence, hash) {
        complaint -> Binary,
        sequence -> BigInt,
        hash -> Binary,
        core -> Binary,
        source -> Text,
        seen_at -> BigInt,
        seal -> Nullable<Text>,
    }
}

diesel::table! {
    posts (id) {
        id -> Binary,
        uri -> Text,
        url -> Nullable<Text>,
        author -> Nullable<Binary>,
        author_uri -> Text,
        author_handle -> Text,
        author_name -> Text,
        complaint -> Nullable<Binary>,
        sequence -> Nullable<BigInt>,
        response -> Nullable<Integer>,
        kind -> Text,
        in_reply_to -> Nullable<Text>,
        title -> Nullable<Text>,
        source -> Nullable<Text>,
        html -> Text,
        language -> Nullable<Text>,
        representative -> Nullable<Text>,
        representative_role -> Nullable<Text>,
        local -> Bool,
        published_at -> BigInt,
        received_at -> BigInt,
        edited_at -> Nullable<BigInt>,
        deleted_at -> Nullable<BigInt>,
        said_by -> Nullable<Text>,
        told -> Nullable<Binary>,
        revised_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    post_versions (post, version) {
        post -> Binary,
        version -> Integer,
        title -> Nullable<Text>,
        html -> Text,
        at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(brands, boards);
diesel::allow_tables_to_appear_in_same_query!(disclosures, complaint_events);
diesel::allow_tables_to_appear_in_same_query!(parties, actors);

diesel::table! {
    inbox (id) {
        id -> BigInt,
        key -> Binary,
        actor -> Binary,
        body -> Nullable<Binary>,
        received_at -> BigInt,
        handled_at -> Nullable<BigInt>,
        outcome -> Nullable<Text>,
    }
}

diesel::table! {
    reactions (actor, object, kind, word) {
        actor -> Binary,
        object -> Text,
        kind -> Text,
        word -> Text,
        activity -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    blocks (blocker, blocked, place) {
        blocker -> Binary,
        blocked -> Text,
        place -> Text,
        activity -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    pseudonyms (actor) {
        actor -> Binary,
        account -> Binary,
    }
}

diesel::table! {
    told_why (actor, place, reason) {
        actor -> Binary,
        place -> Binary,
        reason -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    record_words (id) {
        id -> BigInt,
        word -> Text,
    }
}

diesel::table! {
    record_subjects (id) {
        id -> BigInt,
        brand -> Binary,
        company -> Text,
        topic -> BigInt,
        sub_topic -> Text,
        issue -> Text,
        sub_issue -> Text,
        count -> BigInt,
    }
}

diesel::table! {
    record_counts (id) {
        id -> BigInt,
        brand -> Binary,
        month -> Integer,
        topic -> BigInt,
        response -> Integer,
        timely -> Integer,
        disputed -> Integer,
        count -> BigInt,
    }
}

diesel::table! {
    records (id) {
        id -> BigInt,
        cell -> BigInt,
        subject -> BigInt,
        received -> Integer,
        sent -> Nullable<Integer>,
        state -> Text,
        via -> BigInt,
        tags -> BigInt,
        company_says -> BigInt,
    }
}

diesel::table! {
    record_imports (file) {
        file -> Binary,
        bytes_read -> BigInt,
        lines_read -> BigInt,
        added -> BigInt,
        changed -> BigInt,
        unchanged -> BigInt,
        rejected -> BigInt,
        rejects_bytes -> BigInt,
        changed_at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(records, record_subjects, record_counts);
diesel::allow_tables_to_appear_in_same_query!(brands, brand_names);
diesel::allow_tables_to_appear_in_same_query!(brands, complaints);
diesel::allow_tables_to_appear_in_same_query!(record_subjects, record_words);

diesel::table! {
    requests (id) {
        id -> Binary,
        complaint -> Binary,
        actor -> Binary,
        command -> Text,
        asking -> Text,
        post -> Nullable<Binary>,
        state -> Text,
        asked_at -> BigInt,
        answered_at -> Nullable<BigInt>,
        refusal -> Nullable<Text>,
        sequence -> Nullable<BigInt>,
    }
}

diesel::table! {
    board_keys (board, key) {
        board -> Binary,
        key -> Text,
        seen_at -> BigInt,
        decided_at -> Nullable<BigInt>,
        how -> Text,
        refused -> BigInt,
        evidence -> Nullable<Text>,
    }
}

diesel::table! {
    carried_boards (board) {
        board -> Binary,
        heard_at -> BigInt,
        silent_since -> Nullable<BigInt>,
        reason -> Nullable<Text>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(board_keys, actors);

diesel::table! {
    passed_on (complaint, sequence, activity) {
        complaint -> Binary,
        sequence -> BigInt,
        activity -> Text,
        body -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    past_follows (followed, inbox) {
        followed -> Binary,
        inbox -> Text,
        since -> BigInt,
        speaks_rd -> Bool,
    }
}

diesel::table! {
    quotes (id) {
        id -> Binary,
        post -> Binary,
        quoting -> Text,
        actor -> Binary,
        at -> BigInt,
        revoked_at -> Nullable<BigInt>,
        kind -> Text,
    }
}

diesel::table! {
    interaction_policies (post) {
        post -> Text,
        author -> Binary,
        policy -> Text,
    }
}

diesel::table! {
    approvals (subject) {
        subject -> Text,
        target -> Text,
        approval -> Text,
        at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(quotes, posts, actors, sessions);

diesel::table! {
    inbox_lanes (host) {
        host -> Text,
        fetched -> Bool,
        waiting -> BigInt,
        next_at -> BigInt,
    }
}

diesel::table! {
    policies (domain) {
        domain -> Text,
        severity -> Text,
        reject_media -> Bool,
        reject_reports -> Bool,
        obfuscate -> Bool,
        reason -> Text,
        note -> Text,
        changed_at -> BigInt,
    }
}

diesel::table! {
    set_apart (complaint) {
        complaint -> Binary,
        standing -> Integer,
    }
}

diesel::table! {
    activity_subjects (address, activity) {
        address -> Text,
        activity -> Binary,
    }
}

diesel::table! {
    inbox_subjects (address, inbox) {
        address -> Text,
        inbox -> BigInt,
        given_up -> Bool,
    }
}

diesel::table! {
    erasures (complaint, sequence) {
        complaint -> Binary,
        sequence -> BigInt,
        at -> BigInt,
        scrubbed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    erasure_copies (activity, inbox) {
        activity -> Binary,
        inbox -> Text,
        host -> Text,
        complaint -> Binary,
        sequence -> BigInt,
        outcome -> Integer,
        told_at -> BigInt,
    }
}

diesel::table! {
    post_copies (post, inbox) {
        post -> Text,
        inbox -> Text,
        at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(activity_subjects, activities);
diesel::allow_tables_to_appear_in_same_query!(activity_subjects, posts);
diesel::allow_tables_to_appear_in_same_query!(activity_subjects, hidden_posts);
diesel::allow_tables_to_appear_in_same_query!(inbox_subjects, inbox);

diesel::table! {
    board_carriers (board, carrier) {
        board -> Binary,
        carrier -> Binary,
        named_at -> BigInt,
        asked_at -> BigInt,
    }
}
diesel::joinable!(board_carriers -> actors (carrier));
diesel::allow_tables_to_appear_in_same_query!(board_carriers, actors);

diesel::table! {
    taken_back (key) {
        key -> Binary,
        host -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    brand_claims (id) {
        id -> Binary,
        domain -> Text,
        account -> Binary,
        local -> Bool,
        actor -> Nullable<Binary>,
        handle -> Text,
        uri -> Nullable<Text>,
        signs -> Text,
        role -> Text,
        made_at -> BigInt,
        asked_at -> Nullable<BigInt>,
        checked_at -> Nullable<BigInt>,
        proven_at -> Nullable<BigInt>,
        withdrawn_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    brand_findings (domain, actor, way) {
        domain -> Text,
        actor -> Text,
        way -> Text,
        verdict -> Text,
        saw -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    proven_names (skeleton) {
        skeleton -> Text,
        label -> Text,
        brand -> Binary,
        since -> BigInt,
    }
}

diesel::table! {
    mark_rulings (domain, actor) {
        domain -> Text,
        actor -> Text,
        ruling -> Text,
        reason -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    brand_subdomains (host) {
        host -> Text,
        domain -> Text,
    }
}

diesel::table! {
    voice_looks (told_by, actor, domain) {
        told_by -> Text,
        actor -> Text,
        host -> Text,
        domain -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    board_voices (board, actor) {
        board -> Binary,
        actor -> Text,
        handle -> Text,
        proof -> Text,
        heard_at -> BigInt,
    }
}

diesel::table! {
    brand_notices (activity, inbox) {
        activity -> Binary,
        inbox -> Text,
        complaint -> Binary,
    }
}

diesel::table! {
    sent_filings (post) {
        post -> Binary,
        facts -> Text,
    }
}

diesel::table! {
    brand_sounds (sound, brand) {
        sound -> Text,
        brand -> Binary,
        folding -> Integer,
    }
}

diesel::allow_tables_to_appear_in_same_query!(brand_sounds, brands);
diesel::allow_tables_to_appear_in_same_query!(brand_sounds, officials);
