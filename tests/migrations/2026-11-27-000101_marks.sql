INSERT INTO mark_rulings (domain, actor, ruling, reason, at) VALUES ('acrne.test', '', 'distinct', 'another firm', 1);
INSERT INTO brand_subdomains (host, domain) VALUES ('help.acme.test', 'acme.test');
INSERT INTO voice_looks (told_by, actor, host, domain, at) VALUES ('one.test', 'https://two.test/a', 'two.test', 'acme.test', 1);
