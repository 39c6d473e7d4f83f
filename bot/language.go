package bot

import "strings"

// otherLanguages says, in the languages that the understanding recognises, that
// the assistant speaks Italian and where a person is to be found; %s is the
// contact of the desk.
var otherLanguages = map[string]string{
	"en": "I can only answer in Italian for now. To speak to a person: %s.",
	"fr": "Pour l'instant je ne réponds qu'en italien. Pour parler à une personne : %s.",
	"es": "Por ahora solo respondo en italiano. Para hablar con una persona: %s.",
	"de": "Im Moment antworte ich nur auf Italienisch. Für ein Gespräch mit einer Person: %s.",
	"ro": "Deocamdată răspund doar în italiană. Pentru a vorbi cu o persoană: %s.",
	"sq": "Tani për tani përgjigjem vetëm në italisht. Për të folur me një person: %s.",
	"pt": "Por enquanto só respondo em italiano. Para falar com uma pessoa: %s.",
	"pl": "Na razie odpowiadam tylko po włosku. Aby porozmawiać z człowiekiem: %s.",
	"tl": "Sa ngayon, sa Italyano lang ako makakasagot. Para makipag-usap sa isang tao: %s.",
	"uk": "Поки що я відповідаю лише італійською. Щоб поговорити з людиною: %s.",
	"ru": "Пока я отвечаю только на итальянском. Чтобы поговорить с человеком: %s.",
	"zh": "我目前只能用意大利语回答。如需与工作人员联系：%s。",
	"ar": "أجيب حاليًا باللغة الإيطالية فقط. للتحدث مع شخص: %s.",
	"ur": "فی الحال میں صرف اطالوی زبان میں جواب دے سکتا ہوں۔ کسی شخص سے بات کرنے کے لیے: %s۔",
	"bn": "আপাতত আমি শুধু ইতালীয় ভাষায় উত্তর দিতে পারি। একজন মানুষের সঙ্গে কথা বলতে: %s।",
	"pa": "ਫ਼ਿਲਹਾਲ ਮੈਂ ਸਿਰਫ਼ ਇਤਾਲਵੀ ਵਿੱਚ ਜਵਾਬ ਦੇ ਸਕਦਾ ਹਾਂ। ਕਿਸੇ ਵਿਅਕਤੀ ਨਾਲ ਗੱਲ ਕਰਨ ਲਈ: %s।",
	"hi": "फ़िलहाल मैं केवल इतालवी में उत्तर दे सकता हूँ। किसी व्यक्ति से बात करने के लिए: %s।",
}

// notices tell in those languages that this is a machine, and what it keeps: the
// first sentence, then what follows when nothing is kept and when something is.
var notices = map[string][3]string{
	"en": {"I am an automatic assistant%s.", "I do not keep what you write.", "I keep for 30 days what we talk about, your last question and " +
		"those that I cannot answer, without the personal data that I recognise; then I delete everything."},
	"fr": {"Je suis un assistant automatique%s.", "Je ne conserve pas ce que vous écrivez.", "Je conserve pendant 30 jours ce dont nous parlons, votre " +
		"dernière question et celles auxquelles je ne sais pas répondre, sans les données personnelles que je reconnais ; puis j'efface tout."},
	"es": {"Soy un asistente automático%s.", "No guardo lo que escribes.", "Guardo durante 30 días de qué hablamos, tu última pregunta y las que " +
		"no sé responder, sin los datos personales que reconozco; después lo borro todo."},
	"de": {"Ich bin ein automatischer Assistent%s.", "Ich speichere nicht, was Sie schreiben.", "Ich speichere 30 Tage lang, worüber wir sprechen, Ihre " +
		"letzte Frage und die, auf die ich keine Antwort weiß, ohne die persönlichen Daten, die ich erkenne; danach lösche ich alles."},
	"ro": {"Sunt un asistent automat%s.", "Nu păstrez ce scrieți.", "Păstrez timp de 30 de zile despre ce vorbim, ultima întrebare și cele la care " +
		"nu știu să răspund, fără datele personale pe care le recunosc; apoi șterg tot."},
	"sq": {"Jam një asistent automatik%s.", "Nuk ruaj atë që shkruani.", "Ruaj për 30 ditë për çfarë flasim, pyetjen e fundit dhe ato të cilave " +
		"nuk di t'u përgjigjem, pa të dhënat personale që njoh; pastaj fshij gjithçka."},
	"pt": {"Sou um assistente automático%s.", "Não guardo o que escreve.", "Guardo durante 30 dias os assuntos de que falamos, a sua última pergunta e " +
		"aquelas a que não sei responder, sem os dados pessoais que reconheço; depois apago tudo."},
	"pl": {"Jestem automatycznym asystentem%s.", "Nie zapisuję tego, co piszesz.", "Przez 30 dni przechowuję tematy naszej rozmowy, ostatnie pytanie i te, " +
		"na które nie umiem odpowiedzieć, bez danych osobowych, które rozpoznaję; potem wszystko usuwam."},
	"tl": {"Isa akong awtomatikong assistant%s.", "Hindi ko itinatago ang isinusulat mo.", "Itinatago ko nang 30 araw ang paksa ng ating usapan, ang huli mong " +
		"tanong at ang mga hindi ko masagot, nang wala ang personal na datos na nakikilala ko; pagkatapos ay binubura ko ang lahat."},
	"uk": {"Я автоматичний помічник%s.", "Я не зберігаю того, що ви пишете.", "Я зберігаю протягом 30 днів теми нашої розмови, ваше останнє запитання і ті, " +
		"на які не вмію відповісти, без особистих даних, які розпізнаю; потім усе видаляю."},
	"ru": {"Я автоматический помощник%s.", "Я не сохраняю то, что вы пишете.", "Я храню в течение 30 дней темы нашего разговора, ваш последний вопрос и те, " +
		"на которые не могу ответить, без личных данных, которые распознаю; потом всё удаляю."},
	"zh": {"我是自动助手%s。", "我不会保存您写的内容。", "我会将谈话主题、您的最后一个问题以及我无法回答的问题保存 30 天，其中不含我能识别的个人信息；之后全部删除。"},
	"ar": {"أنا مساعد آلي%s.", "لا أحتفظ بما تكتبه.", "أحتفظ لمدة 30 يومًا بمواضيع حديثنا وبسؤالك الأخير وبالأسئلة التي لا أعرف الإجابة عنها، " +
		"من دون البيانات الشخصية التي أتعرف عليها؛ ثم أحذف كل شيء."},
	"ur": {"میں ایک خودکار معاون ہوں%s۔", "آپ جو لکھتے ہیں میں اسے محفوظ نہیں کرتا۔", "میں ہماری گفتگو کے موضوعات، آپ کا آخری سوال اور وہ سوال جن کا جواب مجھے معلوم نہیں، " +
		"30 دن تک محفوظ رکھتا ہوں، ان ذاتی معلومات کے بغیر جنہیں میں پہچان لیتا ہوں؛ پھر سب کچھ مٹا دیتا ہوں۔"},
	"bn": {"আমি একটি স্বয়ংক্রিয় সহকারী%s।", "আপনি যা লেখেন আমি তা সংরক্ষণ করি না।", "আমাদের কথাবার্তার বিষয়, আপনার শেষ প্রশ্ন এবং যেগুলোর উত্তর আমি জানি না সেগুলো আমি 30 দিন রাখি, " +
		"যে ব্যক্তিগত তথ্য আমি চিনতে পারি তা ছাড়া; তারপর সব মুছে ফেলি।"},
	"pa": {"ਮੈਂ ਇੱਕ ਆਟੋਮੈਟਿਕ ਸਹਾਇਕ ਹਾਂ%s।", "ਤੁਸੀਂ ਜੋ ਲਿਖਦੇ ਹੋ ਮੈਂ ਉਹ ਸੰਭਾਲ ਕੇ ਨਹੀਂ ਰੱਖਦਾ।", "ਮੈਂ ਸਾਡੀ ਗੱਲਬਾਤ ਦੇ ਵਿਸ਼ੇ, ਤੁਹਾਡਾ ਆਖਰੀ ਸਵਾਲ ਅਤੇ ਉਹ ਸਵਾਲ ਜਿਨ੍ਹਾਂ ਦਾ ਜਵਾਬ ਮੈਨੂੰ ਨਹੀਂ ਪਤਾ, 30 ਦਿਨ ਰੱਖਦਾ ਹਾਂ, " +
		"ਉਸ ਨਿੱਜੀ ਜਾਣਕਾਰੀ ਤੋਂ ਬਿਨਾਂ ਜੋ ਮੈਂ ਪਛਾਣਦਾ ਹਾਂ; ਫਿਰ ਸਭ ਕੁਝ ਮਿਟਾ ਦਿੰਦਾ ਹਾਂ।"},
	"hi": {"मैं एक स्वचालित सहायक हूँ%s।", "आप जो लिखते हैं, मैं उसे नहीं रखता।", "मैं हमारी बातचीत के विषय, आपका आख़िरी सवाल और वे सवाल जिनका उत्तर मुझे नहीं पता, 30 दिन तक रखता हूँ, " +
		"उस निजी जानकारी के बिना जिसे मैं पहचानता हूँ; फिर सब कुछ मिटा देता हूँ।"},
}

// noticeIn is the notice in a language; in Italian when there is none in it.
func noticeIn(language, town string, kept bool) string {
	texts, ok := notices[language]
	if !ok {
		return notice(town, kept)
	}
	if town != "" {
		town = " (" + town + ")"
	}
	machine := strings.Replace(texts[0], "%s", town, 1)
	if kept {
		return machine + " " + texts[2]
	}
	return machine + " " + texts[1]
}

// otherLanguage answers a message in another language: one sentence in it, and
// the way to a person.
func (a *answer) otherLanguage() {
	a.reply.Ending = EndUnknownLanguage
	if !a.inTheirLanguage() {
		a.say("Rispondo solo in italiano.")
		a.offerPerson()
	}
}

// inTheirLanguage says that sentence; false when there is none in the language
// of the message.
func (a *answer) inTheirLanguage() bool {
	text, ok := otherLanguages[a.u.Language]
	if !ok {
		return false
	}
	a.reply.Language = a.u.Language
	town := a.view.Municipality()
	desk := joined(", ", town.Name, town.Switchboard, town.Email)
	if office, ok := a.view.Office(urp); ok {
		desk = a.reachAbroad(office.Name)
	}
	a.say(strings.Replace(text, "%s", desk, 1))
	return true
}

// reachAbroad names the desk with its number and addresses, without words that
// would need translating.
func (a *answer) reachAbroad(name string) string {
	office, _ := a.view.Office(urp)
	if translated := office.Translations[a.u.Language].Name; translated != "" {
		name = translated
	}
	street := ""
	if p, ok := placeOf(a.view, office); ok {
		street = p.building.Address
	}
	return joined(", ", name, firstContact(office, "telefono"), firstContact(office, "email"), street)
}
