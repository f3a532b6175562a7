package io.github.connectionpool.internal.sql;

import java.time.Duration;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class JdbcUrlTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-",
			textBlock = """
					jdbc:postgresql://h/d                         | POSTGRESQL | POSTGRESQL | h         | -    | d | jdbc:postgresql://h/d
					jdbc:postgresql://h:5433/d                    | POSTGRESQL | POSTGRESQL | h         | 5433 | d | jdbc:postgresql://h:5433/d
					jdbc:postgresql://h:5433/d?user=u&password=S3 | POSTGRESQL | POSTGRESQL | h         | 5433 | d | jdbc:postgresql://h:5433/d?…
					JDBC:PostgreSQL://H/D                         | POSTGRESQL | POSTGRESQL | H         | -    | D | jdbc:postgresql://H/D
					` jdbc:postgresql://h/d `                     | POSTGRESQL | POSTGRESQL | h         | -    | d | jdbc:postgresql://h/d
					jdbc:postgresql://a:1,b:2,c/d?targetServerType=primary | POSTGRESQL | POSTGRESQL | a | 1  | d | jdbc:postgresql://a:1,b:2,c/d?…
					jdbc:postgresql://[::1]:5433/d                | POSTGRESQL | POSTGRESQL | ::1       | 5433 | d | jdbc:postgresql://[::1]:5433/d
					jdbc:postgresql://[fe80::1],h/d               | POSTGRESQL | POSTGRESQL | fe80::1   | -    | d | jdbc:postgresql://[fe80::1],h/d
					jdbc:postgresql://::1/d                       | POSTGRESQL | POSTGRESQL | -         | -    | d | jdbc:postgresql://…
					jdbc:postgresql:///d                          | POSTGRESQL | POSTGRESQL | ``        | -    | d | jdbc:postgresql:///d
					jdbc:postgresql:d                             | POSTGRESQL | POSTGRESQL | -         | -    | - | jdbc:postgresql:…
					jdbc:postgresql:h2:x                          | POSTGRESQL | POSTGRESQL | -         | -    | - | jdbc:postgresql:…
					jdbc:postgresql://h                           | POSTGRESQL | POSTGRESQL | h         | -    | - | jdbc:postgresql://h
					jdbc:postgresql://h/                          | POSTGRESQL | POSTGRESQL | h         | -    | `` | jdbc:postgresql://h/
					jdbc:postgresql://h?user=u                    | POSTGRESQL | POSTGRESQL | h         | -    | - | jdbc:postgresql://h?…
					jdbc:postgresql://h:x/d                       | POSTGRESQL | POSTGRESQL | -         | -    | d | jdbc:postgresql://…
					jdbc:postgresql://u:S3@h/d                    | POSTGRESQL | POSTGRESQL | -         | -    | d | jdbc:postgresql://…
					jdbc:postgresql://h/d;a?x=y                   | POSTGRESQL | POSTGRESQL | h         | -    | d;a | jdbc:postgresql://h/d;…
					jdbc:postgresql:///d?cloudSqlInstance=p:r:i   | POSTGRESQL | POSTGRESQL | -         | -    | d | jdbc:postgresql:///d?…
					jdbc:postgresql://localhost/d?socketFactory=x | POSTGRESQL | POSTGRESQL | -         | -    | d | jdbc:postgresql://localhost/d?…
					jdbc:postgresql:aws://h/d                     | POSTGRESQL | POSTGRESQL | h         | -    | d | jdbc:postgresql:aws://h/d
					jdbc:pgsql://h/d                              | POSTGRESQL | -          | h         | -    | d | jdbc:pgsql://h/d
					jdbc:p6spy:postgresql://h:1/d                 | POSTGRESQL | POSTGRESQL | h         | 1    | d | jdbc:p6spy:postgresql://h:1/d
					jdbc:otel:postgresql://h/d                    | POSTGRESQL | POSTGRESQL | h         | -    | d | jdbc:otel:postgresql://h/d
					jdbc:tracing:postgresql://h/d                 | POSTGRESQL | POSTGRESQL | h         | -    | d | jdbc:tracing:postgresql://h/d
					jdbc:log4jdbc:postgresql://h/d                | POSTGRESQL | POSTGRESQL | h         | -    | d | jdbc:log4jdbc:postgresql://h/d
					jdbc:aws-wrapper:postgresql://h/d             | POSTGRESQL | POSTGRESQL | h         | -    | d | jdbc:aws-wrapper:postgresql://h/d
					jdbc:p6spy:otel:postgresql://h/d              | POSTGRESQL | POSTGRESQL | h         | -    | d | jdbc:p6spy:otel:postgresql://h/d
					jdbc:acme:postgresql://h/d                    | POSTGRESQL | POSTGRESQL | h         | -    | d | jdbc:acme:postgresql://h/d
					jdbc:cloudsql:postgresql:///d?cloudSqlInstance=p:r:i | POSTGRESQL | POSTGRESQL | - | -    | d | jdbc:cloudsql:postgresql:///d?…
					jdbc-secretsmanager:postgresql://h/d          | POSTGRESQL | POSTGRESQL | h         | -    | d | jdbc-secretsmanager:postgresql://h/d
					jdbc:tc:postgresql:///d                       | POSTGRESQL | POSTGRESQL | -         | -    | d | jdbc:tc:postgresql:///d
					jdbc:tc:postgresql:16:///d                    | POSTGRESQL | POSTGRESQL | -         | -    | d | jdbc:tc:postgresql:///d
					jdbc:tc:postgresql:16-alpine://h/d?TC_DAEMON=true | POSTGRESQL | POSTGRESQL | -     | -    | d | jdbc:tc:postgresql://h/d?…
					jdbc:tc:postgis:16-3.4:///d                   | POSTGRESQL | POSTGRESQL | -         | -    | d | jdbc:tc:postgis:///d
					jdbc:tc:mysql:8.0.36:///d                     | MYSQL      | MYSQL      | -         | -    | d | jdbc:tc:mysql:///d
					jdbc:mysql://h:3307/d?socketTimeout=1         | MYSQL      | MYSQL      | h         | 3307 | d | jdbc:mysql://h:3307/d?…
					jdbc:mysql://u:S3@h/d                         | MYSQL      | MYSQL      | -         | -    | d | jdbc:mysql://…
					jdbc:mysql://u:S3%40h/d                       | MYSQL      | MYSQL      | -         | -    | d | jdbc:mysql://…
					jdbc:mysql:replication://a,b/d                | MYSQL      | MYSQL      | a         | -    | d | jdbc:mysql:replication://a,b/d
					jdbc:mysql:loadbalance://a:1,b:2/d            | MYSQL      | MYSQL      | a         | 1    | d | jdbc:mysql:loadbalance://a:1,b:2/d
					jdbc:mysql+srv://s.example.com/d              | MYSQL      | MYSQL      | s.example.com | - | d | jdbc:mysql+srv://s.example.com/d
					jdbc:mysql+srv:loadbalance://h/d              | MYSQL      | MYSQL      | h         | -    | d | jdbc:mysql+srv:loadbalance://h/d
					jdbc:mysql://address=(host=h)(password=S3)/d  | MYSQL      | MYSQL      | -         | -    | d | jdbc:mysql://…
					jdbc:aws-wrapper:mysql://h/d                  | MYSQL      | MYSQL      | h         | -    | d | jdbc:aws-wrapper:mysql://h/d
					jdbc:mariadb://h/d                            | MARIADB    | MARIADB    | h         | -    | d | jdbc:mariadb://h/d
					jdbc:mariadb:sequential://a,b/d               | MARIADB    | MARIADB    | a         | -    | d | jdbc:mariadb:sequential://a,b/d
					jdbc:mariadb:sequential:a/d                   | MARIADB    | MARIADB    | -         | -    | - | jdbc:mariadb:…
					jdbc:sqlserver://h:1433;databaseName=mysql;password=S3 | SQL_SERVER | - | h         | 1433 | - | jdbc:sqlserver://h:1433;…
					jdbc:sqlserver://h;user=u@h                   | SQL_SERVER | -          | h         | -    | - | jdbc:sqlserver://…
					jdbc:jtds:sqlserver://h/d                     | SQL_SERVER | -          | h         | -    | d | jdbc:jtds:sqlserver://h/d
					jdbc:oracle:thin:@h:1521:s                    | ORACLE     | -          | -         | -    | - | jdbc:oracle:…
					jdbc:oracle:thin:@//h:1521/s                  | ORACLE     | -          | -         | -    | - | jdbc:oracle:…
					jdbc:oracle:thin:u/S3@h:1521:s                | ORACLE     | -          | -         | -    | - | jdbc:oracle:…
					jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=h)))  | ORACLE | -        | -         | -    | - | jdbc:oracle:…
					jdbc:oracle:oci:@tns                          | ORACLE     | -          | -         | -    | - | jdbc:oracle:…
					jdbc:db2://h:50000/d                          | DB2        | -          | h         | 50000 | d | jdbc:db2://h:50000/d
					jdbc:db2://h/d:user=u;password=S3;            | DB2        | -          | h         | -    | d:user=u;password=S3; | jdbc:db2://…
					jdbc:h2:mem:test;MODE=PostgreSQL              | H2         | -          | -         | -    | - | jdbc:h2:…
					jdbc:h2:mem:postgresql                        | H2         | -          | -         | -    | - | jdbc:h2:…
					jdbc:h2:tcp://h/~/d;MODE=PostgreSQL           | H2         | -          | -         | -    | - | jdbc:h2:…
					jdbc:hsqldb:hsql://h/d                        | HSQLDB     | -          | -         | -    | - | jdbc:hsqldb:…
					jdbc:derby://h:1527/d;password=S3             | DERBY      | -          | h         | 1527 | d | jdbc:derby://h:1527/d;…
					jdbc:sqlite:postgresql.db                     | SQLITE     | -          | -         | -    | - | jdbc:sqlite:…
					jdbc:redshift://h/d                           | OTHER      | -          | h         | -    | d | jdbc:redshift://h/d
					jdbc:acme:mysql:2181                          | OTHER      | -          | -         | -    | - | jdbc:acme:…
					jdbc:acme://h/postgresql://                   | OTHER      | -          | h         | -    | postgresql:// | jdbc:acme://…
					jdbc:                                         | OTHER      | -          | -         | -    | - | …
					jdbc:u/S3@//h/d                               | OTHER      | -          | -         | -    | - | …
					postgresql://h/d                              | OTHER      | -          | -         | -    | - | …
					user=me password=S3                           | OTHER      | -          | -         | -    | - | …
					``                                            | OTHER      | -          | -         | -    | - | …
					-                                             | UNKNOWN    | -          | -         | -    | - | …
					""")
	void isReadTheSameWayForAllFeatures(@Nullable String text, DatabaseProduct product, @Nullable JdbcDriver driver,
			@Nullable String host, @Nullable Integer port, @Nullable String database, String masked) {
		JdbcUrl url = JdbcUrl.of(text);
		assertThat(url.product()).isEqualTo(product);
		assertThat(url.driver()).isEqualTo(driver);
		assertThat(url.host()).isEqualTo((host != null) ? new JdbcHost(host, port) : null);
		assertThat(url.database()).isEqualTo(database);
		assertThat(url.masked()).isEqualTo(masked).doesNotContain("S3");
		assertThat(url.isPostgres()).isEqualTo(product == DatabaseProduct.POSTGRESQL);
		assertThat(url.mayBePostgres()).isEqualTo(url.isPostgres() || text == null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:mem:test;MODE=PostgreSQL", "jdbc:h2:file:~/shop", "jdbc:h2:./shop", "jdbc:h2:~/x",
			"jdbc:hsqldb:mem:x", "jdbc:hsqldb:file:x", "jdbc:hsqldb:res:x", "jdbc:derby:memory:x;create=true",
			"jdbc:derby:shop", "jdbc:sqlite:shop.db", "jdbc:sqlite::memory:", "jdbc:p6spy:h2:mem:x", "JDBC:H2:MEM:X",
			" jdbc:duckdb:" })
	void databaseInMemoryOrInAFileIsEmbedded(String url) {
		assertThat(JdbcUrl.of(url).isEmbedded()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:tcp://host/x", "jdbc:h2:ssl://host/x", "jdbc:H2:SSL://h/x",
			"jdbc:hsqldb:hsql://host/x", "jdbc:hsqldb:hsqls://h/x", "jdbc:hsqldb:https://host/x",
			"jdbc:derby://host:1527/x", "jdbc:postgresql://host/h2", "jdbc:postgresql:h2:x", "jdbc:mysql://h/x",
			"jdbc:tc:postgresql:16:///d", "jdbc:acme:h2:mem:x", "", "h2", "h2:mem:x" })
	void databaseThatIsReachedByNetworkIsNot(String url) {
		assertThat(JdbcUrl.of(url).isEmbedded()).isFalse();
	}

	@Test
	void unknownUrlIsOfNoEmbeddedDatabase() {
		assertThat(JdbcUrl.of(null).isEmbedded()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			jdbc:postgresql://h/d?a=1&socketTimeout=2       | -             | -  | 2
			jdbc:postgresql://h/d?socketTimeout=2           | socketTimeout | 3  | 2
			jdbc:postgresql://h/d                           | socketTimeout | 3  | 3
			jdbc:postgresql://h/d?sockettimeout=2           | sockettimeout | 3  | -
			jdbc:postgresql://h/d?socketTimeout=1&socketTimeout=2 | - | -        | 2
			jdbc:postgresql://h/d?socket%54imeout=%32       | -             | -  | 2
			jdbc:postgresql://h/d?socketTimeout=%zz         | -             | -  | %zz
			jdbc:postgresql://h/d?&&=&socketTimeout         | -             | -  | -
			jdbc:log4jdbc:postgresql://h/d?socketTimeout=2  | -             | -  | 2
			jdbc:mysql://h/d?sockettimeout=2                | -             | -  | 2
			jdbc:mysql://h/d?socketTimeout=2                | SocketTimeout | 3  | 3
			jdbc:mariadb://h/d?SOCKETTIMEOUT=2              | socketTimeout | 3  | 2
			jdbc:sqlserver://h;socketTimeout=2;x=y          | -             | -  | 2
			-                                               | socketTimeout | 3  | 3
			""")
	void parameterStandsInTheUrlOrBesideIt(@Nullable String url, @Nullable String property, @Nullable String beside,
			@Nullable String expected) {
		Map<String, String> properties = (property != null && beside != null) ? Map.of(property, beside) : Map.of();
		assertThat(JdbcUrl.of(url).parameter("socketTimeout", properties)).isEqualTo(expected);
	}

	@Test
	void timesAreGivenInTheDriversUnit() {
		assertThat(JdbcDriver.POSTGRESQL.units(Duration.ofSeconds(15))).isEqualTo(15);
		assertThat(JdbcDriver.POSTGRESQL.units(Duration.ofMillis(1))).isEqualTo(1);
		assertThat(JdbcDriver.MYSQL.units(Duration.ofSeconds(15))).isEqualTo(15_000);
		assertThat(JdbcDriver.POSTGRESQL.time(15)).isEqualTo(Duration.ofSeconds(15));
		assertThat(JdbcDriver.MARIADB.time(Integer.MAX_VALUE)).isEqualTo(Duration.ofMillis(Integer.MAX_VALUE));
	}

	@Test
	void messageShowsNoMoreThanTheUrlMay() {
		assertThat(JdbcUrl.maskIn("No driver for jdbc:postgresql://h/d?password=S3 cret"))
			.isEqualTo("No driver for jdbc:postgresql://h/d?…");
		assertThat(JdbcUrl.maskIn("No driver for jdbc-secretsmanager:mysql://u:S3cret@h"))
			.isEqualTo("No driver for jdbc-secretsmanager:mysql://…");
		assertThat(JdbcUrl.maskIn("No driver")).isEqualTo("No driver");
	}

	@Test
	void anyTextIsReadInTimeAndWithinBounds() {
		String[] pieces = { "jdbc", "jdbc:", ":", "postgresql", "mysql", "h2", "tc", "p6spy", "//", "/", "h", "[", "]",
				",", "@", "%40", "?", ";", "&", "=", "a=1", "16", "(", "\0", "é", "\ud800", " ", "socketTimeout=" };
		Random random = new Random(42);
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			for (int i = 0; i < 5000; i++) {
				StringBuilder text = new StringBuilder("jdbc:");
				random.ints(random.nextInt(40), 0, pieces.length).forEach((piece) -> text.append(pieces[piece]));
				assertBounded(text.toString());
			}
			for (String piece : pieces) {
				assertBounded("jdbc:postgresql://" + piece.repeat(1_000_000));
				assertBounded("jdbc:" + piece.repeat(1_000_000));
			}
		});
	}

	private static void assertBounded(String text) {
		JdbcUrl url = JdbcUrl.of(text);
		assertThat(url.masked().length()).isLessThanOrEqualTo(JdbcUrl.LONGEST + 2);
		assertThat(url.hosts().length()).isLessThanOrEqualTo(JdbcUrl.LONGEST);
		assertThat(String.valueOf(url.host()).length()).isLessThanOrEqualTo(JdbcUrl.LONGEST + 40);
		assertThat(String.valueOf(url.database()).length()).isLessThanOrEqualTo(JdbcUrl.LONGEST);
		assertThat(String.valueOf(url.parameter("socketTimeout", Map.of())).length())
			.isLessThanOrEqualTo(JdbcUrl.LONGEST);
		assertThat(url.isEmbedded()).isIn(true, false);
	}

}
