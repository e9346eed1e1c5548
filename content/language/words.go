package language

// The words that letters, regulations and minutes of offices are made of,
// written down by hand for this package. What matters is that each list has
// what its language has and its neighbours have not; names and terms that
// several share tell nothing.

const czech = `
a aby ale ani ano anebo asi atd až bez bude budou budeme byl byla byli bylo byly být
co což další další dále dle do dne dnes dobrý den děkuji děkujeme ho i já jak jako je jeho její jejich jej jemu jen jenom
jestli jestliže ještě jiné jiný již jsem jsme jsou jste k kde kdo kdy když které který která kterou kterého kterým kterých která ke
kvůli má máme mají mezi mi mne mně mnou moc mohl mohla mohou může můžete můžeme mu musí my na nad nám námi náš naše našeho naší např ne nebo
nebude nebyl nebyla nebylo něco někdo některé některý nejsou není nemá než nic nich ním o od ode on ona oni ono pak po pod podle pokud
potom pouze pro proč prosím proto protože před předem přes přesto při přičemž s se si sice své svůj svého svou svých ta tak také takže tam tato tedy té tě
ten tento této těchto tím tímto to toho tohoto tom tomto tomu tu tuto ty tyto u už v vám vámi vás váš vaše vaší vašeho ve vede více však všechny všech všichni
vy z za zda zde ze že
adresa bod číslo činnost článek část času číslem dnech dní dohoda doklad dokument dokumentu doručení dotaz dům daně hodin informace informací informaci
jednání jménem kancelář kontrola krajský let lhůta lhůtě listina majetek město města měsíc ministerstvo místo místní nabídka nařízení název
obec obce obecní oddělení odbor odpověď odstavec odůvodnění ochrana okres opatření osoba osoby osobní osobních oznámení pan paní písemně plnění podání
podnět policie poplatek porušení poslat poskytnutí poskytnout potvrzení povinnost povinen povolení požadavek pozdravem pracovník pracovní práce právní právo předložit přehled příloha příloze příslušný přístup
rada rok roku rozhodnutí rozpočet řízení řešení ředitel sdělení sděluji sdělujeme schůze služba smlouva smlouvy souhlas soud správa správní spis stát starosta starostka statutární stav stavební
strana subjekt systém systému ulice účet úřad úřadu usnesení uvedené uvedený vedoucí veřejné veřejný věc věci vedení výbor výše výzva vyhláška vyřizuje vydání zákon zákona zákonem zaměstnanec
zaměstnanci zápis zastupitelstvo zajištění zaslání zasílám zasíláme zjištění způsob zpráva žadatel žádost žádosti žádám žádáme změna značka zpracování
bezpečnost bezpečnostní došlo nedošlo zařízení přesměrování útok heslo uživatel uživatelé uživatelů poškození škoda oprava dopis pošta poště zprávy možné nutné nutno třeba
byt dítě děti škola rodiče občan občané občanů občanský kupní cena ceny korun vozidlo silnice doprava voda vody odpad les les zeleň hřiště provoz provozu stavba stavby pozemek pozemku
zítra včera ráno večer nový nová nové starý velký malý dobře rád ráda děje pouze stejně znovu tady takto jsme mělo měl měla mít dát dal dala přišel přišla řekl
pondělí úterý středa čtvrtek pátek leden únor březen duben květen červen července srpen září říjen listopad prosinec ledna února března dubna května června srpna října listopadu prosince`

const slovak = `
a aby ale ani áno alebo asi atď až bez bude budú budeme bol bola boli bolo byť
čo ďalej ďalší ďalšie dňa dnes do dobrý deň ďakujem ďakujeme ho i aj ja ako je jeho jej ich ju len
ak ešte iné iný už som sme sú ste k kde kto kedy keď ktoré ktorý ktorá ktorú ktorého ktorým ktorých ktorí ku
kvôli má máme majú medzi mi mne mnou mňa mohol mohla môžu môže môžete môžeme mu musí my na nad nám nami náš naše nášho našej napr nie
nebude nebol nebola nebolo niečo niekto niektoré niektorý nemá než nič nich ním o od on ona oni ono potom po pod podľa pokiaľ pokým
preto iba pre prečo prosím pretože pred vopred cez predsa pri pričom s so sa si síce svoje svoj svojho svoju svojich tá tak tiež taktiež takže tam táto teda tej
ten tento tejto týchto tým týmto to toho tohto tom tomto tomu tu túto tie tieto u v vám vami vás váš vaše vašej vášho vo vedie viac však všetky všetkých všetci
vy z za či zo že
adresa bod číslo činnosť článok časť času číslom dňoch dní dohoda doklad dokument dokumentu doručenie doručenia dom dane hodín informácie informácií informáciu informácia
rokovanie rokovania menom kancelária kontrola krajský rokov lehota lehote listina majetok mesto mesta mesiac ministerstvo miesto miestny ponuka nariadenie názov
obec obce obecný oddelenie odbor odpoveď odsek odôvodnenie ochrana okres opatrenie osoba osoby osobné osobných oznámenie pán pani písomne plnenie podanie
podnet polícia poplatok porušenie poslať poskytnutie poskytnúť potvrdenie povinnosť povinný povolenie požiadavka pozdravom pracovník pracovné práca práce právne právo predložiť prehľad príloha prílohe príslušný prístup
rada rok roku rozhodnutie rozpočet konanie konania riešenie riaditeľ riaditeľka oznamujeme oznamujem schôdza služba zmluva zmluvy súhlas súd správa správny spis štát starosta starostka primátor stav stavebný
strana subjekt systém systému ulica účet úrad úradu uznesenie uvedené uvedený vedúci verejné verejný vec veci vedenie výbor výzva vyhláška vybavuje vydanie zákon zákona zákonom zamestnanec
zamestnanci zápisnica zastupiteľstvo zabezpečenie zaslanie zasielam zasielame zistenie spôsob žiadateľ žiadosť žiadosti žiadam žiadame zmena značka spracovanie spracúvanie
bezpečnosť bezpečnostný došlo nedošlo zariadenie presmerovanie útok heslo používateľ používatelia používateľov poškodenie škoda oprava list pošta pošte správy možné nutné potrebné treba
byt dieťa deti škola rodičia občan občania občanov občiansky kúpna cena ceny eur vozidlo cesta doprava voda vody odpad les zeleň ihrisko prevádzka prevádzky stavba stavby pozemok pozemku
zajtra včera ráno večer nový nová nové starý veľký malý dobre rád rada deje rovnako znova tu takto mal mala malo mať dať dal dala prišiel prišla povedal
pondelok utorok streda štvrtok piatok január február marec apríl máj jún júl august september október november december januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra`

const hungarian = `
a az egy és hogy nem is ha de vagy meg már még csak mint el ki fel be le van volt lesz vannak voltak legyen lenne volna lehet kell kellett
ez ezt ennek ezen ezek ezzel ebben azt annak azon azok azzal abban aki akik amely amelyek amelyet amelynek ami amit amikor ahol mert mivel mely melyek
minden mindenki valamint illetve továbbá pedig azonban ezért tehát így úgy ilyen olyan itt ott most akkor után előtt alatt között mellett szerint miatt által részére
során esetén alapján érdekében vonatkozóan kapcsolatban keretében felé ellen nélkül óta ig én te ő mi ti ők engem nekem neki nekünk nekik önnek önök ön magát saját
nagyon több sok kevés első második utolsó új régi nagy kis jó másik egyik két három négy öt hat hét nyolc kilenc tíz száz ezer
tisztelt címzett uram asszonyom hölgyem kérem kérjük kérem köszönöm köszönjük köszönettel üdvözlettel tájékoztatom tájékoztatjuk értesítem megküldöm mellékelten mellékelve csatoltan
adat adatok adatot adatokat adatvédelmi ajánlat aláírás állami átadás bejelentés beérkezett biztonság biztonsági bizottság cég cím címe csatolva dátum díj döntés egyéb eljárás eljárási ellenőrzés előterjesztés
engedély engedélyezés eset esemény év évi éves feladat feladatok felelős felhasználó felhasználók fenntartás foglalkoztatott forint ft gyermek hatáskör hatályos határidő határozat határozatot hatóság hálózat helyi hét hiba hivatal hivatali hivatalos hiányzik hozzájárulás
igény igénylés igazolás információ információs informatikai intézkedés intézmény iratok irat iktatószám iskola jegyző jegyzőkönyv jelen jelszó jelentés jogszabály jogszabályok jog joga kapcsolattartó képviselő képviselő-testület
kérelem kérelmező kérelmet kérdés kezelése kezelés kormányrendelet költségvetés község közérdekű közigazgatási közlemény közös közút köztisztviselő lakos lakosok lakcím levél levelet magyar megállapodás megállapítás megbízott megküldése megye melléklet munka munkavállaló munkatárs működés
nap napon napján napja név neve nyilatkozat nyilvános nyilvántartás önkormányzat önkormányzati óra órakor osztály összeg ügy ügyben ügyfél ügyintéző ügyiratszám panasz pénzügyi pont polgármester polgármesteri rendelet rendelete rendelkezés rendszer rendszerek rendszerben rész része
ról sz szabály szabályzat szabályzata számú szám szervezet szerv személy személyes szerződés szerződést szolgáltatás szükséges tag tagja tájékoztatás társaság terület település testület testületi tárgy tárgyában teljesítés törvény törvényben tulajdon tulajdonos utca út város városi vezető véleményem vonatkozó
bekezdés bekezdése értesítés helyreállítás javítás építés építési ház víz szemét hulladék fű park játszótér jármű közlekedés történt okozott károk kár tegnap holnap ma reggel este délután
január február március április május június július augusztus szeptember október november december hétfő kedd szerda csütörtök péntek szombat vasárnap januártól`

const german = `
der die das den dem des ein eine einen einem einer eines und oder aber auch nicht kein keine ist sind war waren wird werden wurde wurden worden sein seine seiner haben hat hatte hatten
ich du er sie es wir ihr ihre ihren ihrem ihrer mich mir uns unser unsere sich in im an am auf aus bei beim bis durch für gegen mit nach ohne seit über um unter von vom vor während wegen zu zum zur zwischen
als wie wenn weil dass ob da damit denn dann doch nur noch schon sehr so sowie sondern jedoch hier dort wo wer was welche welcher welches dieser diese dieses diesem diesen jeder jede alle allen aller man
kann können könnte muss müssen soll sollen sollte darf dürfen möchte möchten bitte bitten danke mehr weniger viele andere anderen gemäß laut hiermit bereits bzw ggf usw nr herr herrn frau sehr geehrte geehrter damen herren
freundlichen grüßen grüße mit freundlichem gruß anbei anlage anlagen antrag antrags antragsteller amt amtes anfrage angaben angebot anhörung anordnung anschrift arbeit arbeitgeber artikel aufgabe aufgaben auftrag auskunft ausschuss
baugenehmigung beamte bearbeitung begründung behörde behörden beilage benutzer bereich bericht bescheid beschluss bestimmungen beschwerde betreff betrieb bezirk bundesland bürger bürgermeister daten datenschutz dienst dienststelle dokument durchführung
eingang einsicht einwohner entscheidung erklärung ersuchen euro fall fehler frist gebäude gebühr gebühren gemeinde gemeinden gemeinderat genehmigung gericht gesellschaft gesetz gesetzes grund haushalt haus höhe informationen informationsfreiheit inhalt
jahr jahre jahres kinder kommission kontrolle kosten kreis land landes leistung leistungen leiter maßnahmen meldung ministerium mitarbeiter mitglieder mitteilung mittwoch monat nachricht nutzung öffentliche öffentlichen öffentlichkeit ordnung ort person personen personenbezogene platz polizei post protokoll prüfung
rat rathaus recht rechte rechts rechnung regelung sache satz schaden schreiben schule seite sicherheit sitzung stadt stadtrat stelle stellen stellungnahme straße system tag tagen tage teil telefon uhr umwelt unterlagen unterschrift verantwortlich verein verfahren verkehr verordnung vertrag verwaltung vorfall vorschriften
wasser weg woche wohnung zahlung zeit zugang zugriff zuständig zuständige zuständigen zustellung zweck heute gestern morgen neue neuen neu alt groß klein gut
januar februar märz april mai juni juli august september oktober november dezember montag dienstag donnerstag freitag samstag sonntag`

const english = `
the of and to in a is that it for on was with as be by at this have from or had not are but what all were when we there can an your which their said if do will each about how up out them then she many some so these would other into has more her two
like him see time could no make than first been its who now people my made over did down only way find use may water long little very after words called just where most know i you he they me us our his any also such shall should must under between within without during before because while upon whether however therefore
dear sir madam mr mrs ms sincerely yours regards kind best please thank thanks enclosed attached herewith following further regarding concerning pursuant accordance according hereby
access account act action address agency agreement annex appeal applicant application apply appointed approval article attachment authority authorities available board body breach budget building business case chair children citizen citizens city clause clerk comment committee community company complaint compliance
concerned conditions confidential contact contract copy cost costs council councillor county court data date day days deadline decision department details directive director disclosure district document documents draft duty education e-mail employee employees environment equipment evidence exemption expenses
fee file fire following form freedom from general government grant health hearing held hours house housing incident information inquiry inspection issue issued issues land law legal letter licence local mail manager mayor means meeting member members message minister ministry minutes month months municipal municipality name network next notice number
office officer officers official open order owner page paper paragraph parish park parking part party password payment period permission permit person personal persons phone place planning plan police policy post procedure proceedings process project property protection provide provided provision public purpose
question received receipt record records reference refused regulation regulations reply report reported request requested requests required requirements residents resolution response responsible review right rights road rules safety school secretary section security send sent server service services signed site staff state statement street subject submitted system systems
tax team telephone terms town traffic user users village vote waste week weeks work works written year years yesterday today tomorrow
january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday`

// others are languages that are met and not told: without them their texts
// would be taken for a neighbour's.
const polish = `
i w na z do się nie jest to że o od po za przez dla jak lub oraz ale czy być są był była było będzie może który która które których tego tym ten ta te jego jej ich przy pod nad przed między także tylko już jeszcze bardzo
pan pani proszę dziękuję szanowny szanowna państwo poważaniem dzień dobry wniosek wniosku urząd gminy gmina miasta miasto informacji informacja ustawa ustawy zgodnie dnia roku sprawie dokument dokumentu decyzja umowa umowy prawo
osoba osoby osobowych danych publicznej odpowiedź termin załącznik wójt burmistrz rada uchwała rozporządzenie ponieważ gdy więc jako we ze co kto gdzie kiedy nasz nasze mnie mi nam nas wam was pozdrawiam ulica numer został została zostały przesyłam przesłać`

const french = `
le la les un une des du de et à au aux en dans par pour sur avec sans sous ce cette ces qui que quoi dont où est sont était été être avoir ai a avons ont il elle ils elles nous vous je tu on se son sa ses leur leurs notre votre vos nos mais ou donc ni car ne pas plus très bien
madame monsieur veuillez agréer merci demande mairie commune conseil loi article décision service public document documents information informations date jour mois année ville rue personne données droit selon afin ainsi comme tout tous toute aussi entre après avant`

const romance = `
il lo la gli le un una di da in con su per tra fra e o ma che chi non è sono era essere avere ho hai ha abbiamo hanno si ci vi suo sua questo questa quello come più del della dei delle nel nella al alla dal
el los las una unos y de del en con por para que no es son era fue ser se su sus este esta como más pero al lo le
o os as um uma e do da dos das em no na com por para que não é são foi ser se seu sua este esta como mais mas ao
lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua quis nostrud`

const southSlavic = `
i u na se je da su za od ne s sa o do po iz kao ali ili koji koja koje kojeg bio bila bilo biti će što kako nije ako samo već jer ovo to taj ta te njegov njezin prema između također može mogu bi smo ste sam
in je da se na za so pa ki ni od po s z v iz ali kot bil bila bilo biti bo kar kako če samo že ker ta to te njegov med tudi lahko mora smo ste sem pri občina zahteva odgovor zakona podatkov
vas vam vaš vaša vaše naš naša nas nam sve svi svih dana dan godine godina osoba osobe podaci prava zbog kod nema ovaj ova ove koju kojima bez ni jedan prije poslije ulica hvala molimo
općina zahtjev zakona podataka poštovani hvala molim obavijest ured grad ulica rješenje sjednica vijeće odluka članak`
