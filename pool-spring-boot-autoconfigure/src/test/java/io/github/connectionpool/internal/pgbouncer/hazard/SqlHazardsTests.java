package io.github.connectionpool.internal.pgbouncer.hazard;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link SqlHazards}.
 */
class SqlHazardsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			set statement_timeout = 100                                        | SESSION_SET
			SET SESSION lock_timeout TO '1s'                                   | SESSION_SET
			  Set	app.tenant = '42'                                          | SESSION_SET
			SET "app"."tenant" TO DEFAULT                                      | SESSION_SET
			/* a /* nested */ comment */ set work_mem='1MB'                    | SESSION_SET
			set/**/work_mem='1MB'                                              | SESSION_SET
			select 1; set work_mem='1MB'; select 2                             | SESSION_SET
			;; set work_mem='1MB'                                              | SESSION_SET
			select ';'; set work_mem='1MB'                                     | SESSION_SET
			select E'it\\'s; '; set work_mem = 1                               | SESSION_SET
			select $a$ ; $b$ $a$; set work_mem = 1                             | SESSION_SET
			set session characteristics as transaction read only               | SESSION_SET
			set session characteristics as transaction isolation level serializable | TRANSACTION_ISOLATION
			set default_transaction_isolation = 'serializable'                 | TRANSACTION_ISOLATION
			set row_security = off; reset all                                  | SESSION_SET SESSION_RESET
			reset statement_timeout                                            | SESSION_RESET
			RESET ALL                                                          | SESSION_RESET
			discard all                                                        | SESSION_RESET
			DISCARD TEMP                                                       | SESSION_RESET
			set role reader                                                    | ROLE
			set session role none                                              | ROLE
			SET SESSION AUTHORIZATION 'bob'                                    | ROLE
			reset role                                                         | ROLE
			reset session authorization                                        | ROLE
			set search_path to a, b                                            | SCHEMA
			SET SCHEMA 'tenant_7'                                              | SCHEMA
			set session "search_path" = x                                      | SCHEMA
			select set_config('app.tenant', ?, false)                          | SET_CONFIG
			select pg_catalog.set_config('a.b', concat('x', ',', 'y'), 'f')    | SET_CONFIG
			SELECT SET_CONFIG ('search_path', '', FALSE)                       | SET_CONFIG
			select set_config('a.b', 'c', is_local => false)                   | SET_CONFIG
			{? = call set_config('a.b', 'c', false)}                           | SET_CONFIG
			select pg_advisory_lock(1)                                         | ADVISORY_LOCK
			select pg_try_advisory_lock_shared(?, ?)                           | ADVISORY_LOCK
			select "pg_advisory_unlock"(1)                                     | ADVISORY_LOCK
			select pg_catalog.pg_advisory_unlock_all()                         | ADVISORY_LOCK
			{call pg_advisory_lock(?)}                                         | ADVISORY_LOCK
			with l as (select pg_advisory_lock(1)) select * from l             | ADVISORY_LOCK
			(select 1 from t where pg_try_advisory_lock(id) limit 1)           | ADVISORY_LOCK
			insert into t select pg_try_advisory_lock (7)                      | ADVISORY_LOCK
			create table t as select pg_advisory_lock(1)                       | ADVISORY_LOCK
			create temp table t (id int)                                       | TEMPORARY_TABLE
			CREATE LOCAL TEMPORARY TABLE IF NOT EXISTS t AS SELECT 1           | TEMPORARY_TABLE
			create temp table t (id int) on commit delete rows                 | TEMPORARY_TABLE
			create or replace temp view v as select 1                          | TEMPORARY_TABLE
			create temporary sequence s                                        | TEMPORARY_TABLE
			create table pg_temp.t (id int)                                    | TEMPORARY_TABLE
			select * into temp t from x                                        | TEMPORARY_TABLE
			select * into local temporary table t from x                       | TEMPORARY_TABLE
			listen jobs                                                        | LISTEN
			LISTEN "Jobs"                                                      | LISTEN
			unlisten *                                                         | LISTEN
			declare c cursor with hold for select 1                            | WITH_HOLD
			DECLARE c BINARY SCROLL CURSOR WITH HOLD FOR TABLE t               | WITH_HOLD
			prepare p as select 1                                              | SQL_PREPARE
			execute p(1)                                                       | SQL_PREPARE
			deallocate all                                                     | SQL_PREPARE
			create table t as execute p                                        | SQL_PREPARE
			load 'auto_explain'                                                | LOAD
			select currval('s')                                                | SEQUENCE_VALUE
			select lastval()                                                   | SEQUENCE_VALUE
			insert into line (o) values (currval('order_id_seq'))              | SEQUENCE_VALUE
			""")
	void relyOnTheSession(String sql, String hazards) {
		assertThat(SqlHazards.of(sql))
			.isEqualTo(Arrays.stream(hazards.split(" ", -1)).map(SessionHazard::valueOf).collect(Collectors.toSet()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ";", "select 1", "set local work_mem = '1MB'", "SET LOCAL ROLE reader",
			"set transaction isolation level serializable", "SET CONSTRAINTS ALL DEFERRED",
			"set transaction_isolation = 'serializable'", "set transaction_read_only = on",
			"begin isolation level serializable", "set timezone = 'UTC'", "set session TimeZone to 'UTC'",
			"set time zone 'UTC'", "SET application_name = 'x'", "set \"DateStyle\" = iso", "set names 'utf8'",
			"set client_encoding to utf8", "set standard_conforming_strings = on", "reset timezone", "discard plans",
			"set", "reset", "listen", "set = 1", "select set_config('app.tenant', 'x', true)",
			"select set_config('app.tenant', 'false', true)", "select set_config('app.tenant', ?, ?)",
			"select set_config('TimeZone', 'UTC', false)", "select tenants.set_config('a', 'b', false)",
			"select pg_advisory_xact_lock(1)", "select pg_try_advisory_xact_lock_shared(1)",
			"select pg_advisory_lock from locks", "select mine.pg_advisory_lock(1)", "select 'pg_advisory_lock(1)'",
			"select 1 -- pg_advisory_lock(1)", "select 1 /* ; listen jobs */", "select $$; listen jobs;$$",
			"do $$begin perform pg_advisory_lock(1); end$$", "select '; listen jobs'", "select E'\\'; listen jobs;'",
			"select \"; listen jobs\" from t", "select 'it''s; listen jobs'", "notify jobs",
			"select pg_notify('jobs', '')", "update x set listen = 1", "update x set \"set\" = 1",
			"select set, reset from t", "select listen from x where load = 'a'", "insert into prepare values (1)",
			"create temp table t (id int) on commit drop", "create temporary table t on commit drop as select 1",
			"create table temp (id int)", "insert into temp values (1)", "insert into temp select 1",
			"merge into temp using s on true when matched then delete", "select * into temp from x",
			"declare c cursor for select 1", "declare c cursor without hold for select 1",
			"declare c cursor for with hold as (select 1) select * from hold", "prepare transaction 'x'",
			"commit prepared 'x'", "load data local infile", "select nextval('s')", "select lastval from t",
			"create table t (id int default currval('s'))", "alter table t alter id set default lastval()",
			"create view v as select pg_try_advisory_lock(1) as l", "alter role r set search_path = a",
			"create function f() returns void language sql begin atomic select pg_advisory_lock(1); end; ",
			"create function f() returns int language sql set search_path = a as 'select 1; select lastval()'",
			"create function f() returns bigint return lastval()", "insert into t values ('listen x') returning id",
			"select $1; select a$b from t", "copy t from stdin", "fetch 10 from c" })
	void doNotRelyOnTheSession(String sql) {
		assertThat(SqlHazards.of(sql)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "'", "\"", "$", "$$", "$a", "$a$", "/*", "/* /* */", "--", "e'\\", "E'", ")", "(((", "{",
			"}", "set (", "select set_config(", "select set_config(,,", "select currval", "\0", "\ud800", "select .",
			".", "create", "create or", "set session", "declare", "into", "into temp", "as", "begin atomic" })
	void readsWhatIsNoSql(String sql) {
		assertThat(SqlHazards.of(sql)).isEmpty();
	}

	@Test
	void readsAnythingInTime() {
		String[] pieces = { "'", "\"", "$a$", "$", "/*", "*/", "--", "\n", "(", ")", ";", ",", "e'", "\\", "set ",
				"select ", "set_config(", "create temp table ", "into temp x ", "pg_temp.", "begin atomic ",
				"with hold ", "for ", "é", "false", "1e5", "?", "." };
		Random random = new Random(42);
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			for (int i = 0; i < 2000; i++) {
				String sql = random.ints(random.nextInt(300), 0, pieces.length)
					.mapToObj((piece) -> pieces[piece])
					.collect(Collectors.joining());
				assertThat(SqlHazards.of(sql)).isNotNull();
			}
			for (String piece : pieces) {
				assertThat(SqlHazards.of(piece.repeat(1_000_000))).isNotNull();
			}
		});
	}

	@Test
	void readsTheBeginningOfALongText() {
		String filling = " ".repeat(SqlHazards.LONGEST);
		assertThat(SqlHazards.of("select 1;" + filling + "; listen jobs")).isEmpty();
		assertThat(SqlHazards.of("listen jobs;" + filling)).isEqualTo(Set.of(SessionHazard.LISTEN));
	}

}
